@NullMarked
package io.decart4j.testkit;

import org.jspecify.annotations.NullMarked;
