/** A white-label proxy for the control WebSocket, for Spring WebFlux on Reactor Netty: own users outside, one key inside. */
@NullMarked
package io.decart4j.proxy;

import org.jspecify.annotations.NullMarked;
