package io.decart4j.message;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the server says on the control WebSocket. */
public sealed interface ServerMessage {

    /** Hands it to the method of its kind. */
    void accept(ServerMessageHandler handler);

    /**
     * The same with whatever a server says in words of its own, or names, taken through {@code words}; what has to stay as it is,
     * such as descriptions, tokens and the prompt that an ack repeats, stays. So a secret that a server quotes goes no further.
     */
    ServerMessage redacted(UnaryOperator<String> words);

    private static @Nullable String orNull(UnaryOperator<String> words, @Nullable String said) {
        return said == null ? null : words.apply(said);
    }

    /** The identity of this session; also what a subscribe token is made of. */
    record SessionId(String sessionId, String serverIp, int serverPort) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.sessionId(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new SessionId(words.apply(sessionId), words.apply(serverIp), serverPort);
        }
    }

    /**
     * The outcome of a {@link ClientMessage.Prompt}.
     *
     * @param prompt the prompt as it was sent, or null where a server leaves it out
     */
    record PromptAck(
            @Nullable String prompt,
            boolean success,
            @Nullable String error) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.promptAck(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new PromptAck(prompt, success, orNull(words, error));
        }
    }

    /** The outcome of the oldest {@code set_image} that has none yet. */
    record SetImageAck(boolean success, @Nullable String error) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.setImageAck(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new SetImageAck(success, orNull(words, error));
        }
    }

    /** The answer to the client's offer. */
    record Answer(String sdp) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.answer(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /** A negotiation that the server starts. */
    record Offer(String sdp) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.offer(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /**
     * A candidate of the server.
     *
     * @param candidate the candidate, or null when there are no more
     */
    record IceCandidate(@Nullable Candidate candidate) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.iceCandidate(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return candidate == null
                    ? this
                    : new IceCandidate(new Candidate(
                            words.apply(candidate.candidate()),
                            candidate.sdpMid(),
                            candidate.sdpMLineIndex(),
                            candidate.usernameFragment()));
        }
    }

    /** Official clients make a new offer on it; nothing needs it, and decart4j ignores it. */
    record Ready() implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.ready(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /** The model has begun to produce video. */
    record GenerationStarted() implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.generationStarted(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /**
     * Generation time so far.
     *
     * @param seconds cumulative seconds of this session, whole or fractional as the server sent them
     */
    record GenerationTick(double seconds) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.generationTick(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /**
     * The model has stopped.
     *
     * @param reason {@code disconnect}, {@code timeout}, {@code moderation_violation}, {@code error},
     *     {@code insufficient_credits}, or a word that is new
     */
    record GenerationEnded(double seconds, String reason) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.generationEnded(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new GenerationEnded(seconds, words.apply(reason));
        }
    }

    /** Something went wrong, in the server's words. */
    record ErrorMessage(String error) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.errorMessage(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new ErrorMessage(words.apply(error));
        }
    }

    /** The server asks for a new peer connection through its TURN server (2025 releases). */
    record IceRestart(@Nullable TurnConfig turnConfig) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.iceRestart(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /** The state of the queue in words. */
    record Status(String status) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.status(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new Status(words.apply(status));
        }
    }

    /** The place in the queue. */
    record QueuePosition(int position, int queueSize) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.queuePosition(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return this;
        }
    }

    /**
     * The LiveKit room of this session; what a subscribe token is made of there.
     *
     * @param livekitUrl the LiveKit server, {@code wss:}
     * @param token lets its holder into the room
     */
    record LivekitRoomInfo(String livekitUrl, String token, String roomName, String sessionId)
            implements ServerMessage {

        @Override
        public void accept(ServerMessageHandler handler) {
            handler.livekitRoomInfo(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new LivekitRoomInfo(words.apply(livekitUrl), token, words.apply(roomName), words.apply(sessionId));
        }

        @Override
        public String toString() {
            return "LivekitRoomInfo[livekitUrl=" + livekitUrl + ", token=***, roomName=" + roomName + ", sessionId="
                    + sessionId + "]";
        }
    }

    /** A message of a type that this version does not know. */
    record Unknown(String type) implements ServerMessage {
        @Override
        public void accept(ServerMessageHandler handler) {
            handler.unknown(this);
        }

        @Override
        public ServerMessage redacted(UnaryOperator<String> words) {
            return new Unknown(words.apply(type));
        }
    }

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
