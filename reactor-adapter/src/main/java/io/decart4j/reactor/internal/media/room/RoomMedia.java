package io.decart4j.reactor.internal.media.room;

import io.decart4j.message.ServerMessage;

/** How the room links of a session enter a room. */
public interface RoomMedia {

    /** The room, not joined yet; throws a {@link io.decart4j.error.DecartException} when it may not be. */
    JoinedRoom enter(ServerMessage.LivekitRoomInfo room);
}
