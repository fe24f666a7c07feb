package io.decart4j.reactor;

import io.decart4j.message.ServerMessage;
import reactor.core.publisher.Mono;

/** How the room links of a session enter a room. */
interface RoomMedia {

    /** Joins; a {@link io.decart4j.error.DecartException} when that cannot be. Cancelling leaves again. */
    Mono<JoinedRoom> join(ServerMessage.LivekitRoomInfo room);
}
