/** A gate that many instances of the proxy share, on Redis; takes Spring Data Redis on the class path. */
@NullMarked
package io.decart4j.proxy.redis;

import org.jspecify.annotations.NullMarked;
