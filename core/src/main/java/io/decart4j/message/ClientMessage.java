package io.decart4j.message;

import org.jspecify.annotations.Nullable;

/** What a client says on the control WebSocket. */
public sealed interface ClientMessage {

    /** Sets the text prompt; answered by {@link ServerMessage.PromptAck}. */
    record Prompt(String prompt, @Nullable Boolean enhancePrompt) implements ClientMessage {}

    /**
     * Sets the reference image, the prompt or both; answered by {@link ServerMessage.SetImageAck}.
     *
     * @param image the image, or null for none: the one in force is cleared
     * @param prompt the prompt, or null to say nothing of it
     * @param enhancePrompt whether the server may reword the prompt, or null to say nothing of it
     */
    record SetImage(
            @Nullable ImagePayload image,
            @Nullable String prompt,
            @Nullable Boolean enhancePrompt) implements ClientMessage {}

    /** The {@code set_image} with neither image nor prompt: the video passes unchanged. */
    record Passthrough() implements ClientMessage {}

    /** A session description that asks for an answer. */
    record Offer(String sdp) implements ClientMessage {}

    /** The answer to a server's offer. */
    record Answer(String sdp) implements ClientMessage {}

    /**
     * A local candidate.
     *
     * @param candidate the candidate, or null when there are no more
     */
    record IceCandidate(@Nullable Candidate candidate) implements ClientMessage {}

    /**
     * Asks for a place in a LiveKit room; answered by {@link ServerMessage.LivekitRoomInfo}. The first message of a
     * session of that transport. Today's clients say {@code passthrough} and send the initial state as a message of its
     * own; older ones embed it, and the oldest say neither.
     *
     * @param passthrough whether the video passes unchanged until something is set, or null to say nothing of it
     * @param frameTiming whether this client reads capture times in the metadata of frames
     * @param initialState what the session starts with, or null to say nothing of it
     */
    record LivekitJoin(
            @Nullable Boolean passthrough,
            boolean frameTiming,
            @Nullable EmbeddedState initialState) implements ClientMessage {

        /** As today's clients join. */
        public LivekitJoin(boolean passthrough) {
            this(passthrough, false, null);
        }

        /** The message that the initial state is; null when none is inside. */
        public @Nullable ClientMessage embedded() {
            return initialState == null ? null : initialState.message();
        }
    }

    /** A message of a type that this version does not know. */
    record Unknown(String type) implements ClientMessage {}

    /**
     * The initial state inside a {@link LivekitJoin}.
     *
     * @param message a {@link Prompt}, a {@link SetImage} or a {@link Passthrough}, acknowledged as if it had come by
     *     itself; null where a client says that it has none
     */
    record EmbeddedState(@Nullable ClientMessage message) {

        /** Checks the kind of message. */
        public EmbeddedState {
            if (message != null
                    && !(message instanceof Prompt || message instanceof SetImage || message instanceof Passthrough)) {
                throw new IllegalArgumentException("an initial state is a prompt or a set_image");
            }
        }
    }
}
