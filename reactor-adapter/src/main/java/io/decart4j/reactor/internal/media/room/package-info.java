/** Media through a room of LiveKit. */
@NullMarked
package io.decart4j.reactor.internal.media.room;

import org.jspecify.annotations.NullMarked;
