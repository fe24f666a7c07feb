/** WebSockets on Reactor Netty, with what it leaves to its users. Knows no protocol, and no other module of decart4j. */
@NullMarked
package io.decart4j.websocket;

import org.jspecify.annotations.NullMarked;
