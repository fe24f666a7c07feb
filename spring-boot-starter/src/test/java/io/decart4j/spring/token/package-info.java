@NullMarked
package io.decart4j.spring.token;

import org.jspecify.annotations.NullMarked;
