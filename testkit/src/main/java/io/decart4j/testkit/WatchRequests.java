package io.decart4j.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /watch-stream/{room}}: the entry of a viewer, who may not publish. */
final class WatchRequests {

    static final String PATH = "/watch-stream/";

    private final ClientTokens tokens;
    private final Sessions sessions;
    private final @Nullable RoomServer livekit;

    WatchRequests(ClientTokens tokens, Sessions sessions, @Nullable RoomServer livekit) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.livekit = livekit;
    }

    Reply enter(String key, String room) {
        if (tokens.grantOf(key).isEmpty()) {
            return Reply.error(401, "Invalid API key");
        }
        LocalSession session = sessions.inRoom(room);
        if (session == null || livekit == null) {
            return Reply.error(404, "Room not found");
        }
        String token = livekit.access()
                .token()
                .identity(RandomId.withPrefix("viewer-"))
                .joinExisting(room)
                .withoutPublishing()
                .mint();
        return Reply.ok(Map.of(
                "livekit_url",
                livekit.url().toString(),
                "token",
                token,
                "room_name",
                room,
                "session_id",
                session.id()));
    }
}
