package io.decart4j.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server says on the control WebSocket. */
public sealed interface ServerMessage {

    /** The identity of this session; also what a subscribe token is made of. */
    record SessionId(String sessionId, String serverIp, int serverPort) implements ServerMessage {}

    /**
     * The outcome of a {@link ClientMessage.Prompt}.
     *
     * @param prompt the prompt as it was sent, or null where a server leaves it out
     */
    record PromptAck(
            @Nullable String prompt,
            boolean success,
            @Nullable String error) implements ServerMessage {}

    /** The outcome of the oldest {@code set_image} that has none yet. */
    record SetImageAck(boolean success, @Nullable String error) implements ServerMessage {}

    /** The answer to the client's offer. */
    record Answer(String sdp) implements ServerMessage {}

    /** A negotiation that the server starts. */
    record Offer(String sdp) implements ServerMessage {}

    /**
     * A candidate of the server.
     *
     * @param candidate the candidate, or null when there are no more
     */
    record IceCandidate(@Nullable Candidate candidate) implements ServerMessage {}

    /** Official clients make a new offer on it; nothing needs it, and decart4j ignores it. */
    record Ready() implements ServerMessage {}

    /** The model has begun to produce video. */
    record GenerationStarted() implements ServerMessage {}

    /**
     * Generation time so far.
     *
     * @param seconds cumulative seconds of this session, whole or fractional as the server sent them
     */
    record GenerationTick(double seconds) implements ServerMessage {}

    /**
     * The model has stopped.
     *
     * @param reason {@code disconnect}, {@code timeout}, {@code moderation_violation}, {@code error},
     *     {@code insufficient_credits}, or a word that is new
     */
    record GenerationEnded(double seconds, String reason) implements ServerMessage {}

    /** Something went wrong, in the server's words. */
    record ErrorMessage(String error) implements ServerMessage {}

    /** The server asks for a new peer connection through its TURN server (2025 releases). */
    record IceRestart(@Nullable TurnConfig turnConfig) implements ServerMessage {}

    /** The state of the queue in words. */
    record Status(String status) implements ServerMessage {}

    /** The place in the queue. */
    record QueuePosition(int position, int queueSize) implements ServerMessage {}

    /**
     * The LiveKit room of this session; what a subscribe token is made of there.
     *
     * @param livekitUrl the LiveKit server, {@code wss:}
     * @param token lets its holder into the room
     */
    record LivekitRoomInfo(String livekitUrl, String token, String roomName, String sessionId)
            implements ServerMessage {

        @Override
        public String toString() {
            return "LivekitRoomInfo[livekitUrl=" + livekitUrl + ", token=***, roomName=" + roomName + ", sessionId="
                    + sessionId + "]";
        }
    }

    /** A message of a type that this version does not know. */
    record Unknown(String type) implements ServerMessage {}

    /**
     * A TURN server.
     *
     * @param urls its addresses, {@code turn:} or {@code turns:}
     */
    record TurnConfig(
            List<String> urls,
            @Nullable String username,
            @Nullable String credential) {

        /** Takes its own copy of the list. */
        public TurnConfig {
            urls = List.copyOf(urls);
        }

        @Override
        public String toString() {
            return "TurnConfig[urls=" + urls + ", credential=" + (credential == null ? "none" : "***") + "]";
        }
    }
}
