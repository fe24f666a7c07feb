@NullMarked
package io.decart4j.proxy.redis;

import org.jspecify.annotations.NullMarked;
