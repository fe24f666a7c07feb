@NullMarked
package io.decart4j.chaos;

import org.jspecify.annotations.NullMarked;
