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

    /** A message of a type that this version does not know. */
    record Unknown(String type) implements ClientMessage {}
}
