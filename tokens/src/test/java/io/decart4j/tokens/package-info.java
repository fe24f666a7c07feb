@NullMarked
package io.decart4j.tokens;

import org.jspecify.annotations.NullMarked;
