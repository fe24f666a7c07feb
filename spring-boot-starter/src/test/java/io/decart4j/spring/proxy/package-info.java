@NullMarked
package io.decart4j.spring.proxy;

import org.jspecify.annotations.NullMarked;
