@NullMarked
package io.decart4j.spring.sse;

import org.jspecify.annotations.NullMarked;
