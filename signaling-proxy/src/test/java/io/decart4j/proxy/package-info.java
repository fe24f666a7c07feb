@NullMarked
package io.decart4j.proxy;

import org.jspecify.annotations.NullMarked;
