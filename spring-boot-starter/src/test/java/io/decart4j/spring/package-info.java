@NullMarked
package io.decart4j.spring;

import org.jspecify.annotations.NullMarked;
