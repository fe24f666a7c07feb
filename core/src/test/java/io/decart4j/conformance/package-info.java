@NullMarked
package io.decart4j.conformance;

import org.jspecify.annotations.NullMarked;
