/**
 * A client of LiveKit rooms in Project Reactor types: join, publish, subscribe, and stay in the room through what a
 * network does. Begin with {@link io.decart4j.livekit.LiveKitRoom#connect}.
 */
@NullMarked
package io.decart4j.livekit;

import org.jspecify.annotations.NullMarked;
