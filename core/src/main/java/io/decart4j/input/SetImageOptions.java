package io.decart4j.input;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be said with {@code setImage}. Immutable: every method gives a new value.
 *
 * @param prompt a prompt to set with the image, or null to say nothing of it
 * @param enhance whether the server may reword the prompt, or null to leave that to the server
 * @param timeout how long to wait for the acknowledgement from when it is sent, or null for the usual limit; before that it
 *     waits for its turn for at most twice as long
 */
public record SetImageOptions(
        @Nullable String prompt,
        @Nullable Boolean enhance,
        @Nullable Duration timeout) {

    private static final SetImageOptions NONE = new SetImageOptions(null, null, null);

    /**
     * Checks what is given.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for an empty prompt, {@code INVALID_OPTIONS} for a timeout
     *     that is not positive
     */
    public SetImageOptions {
        Checks.prompt(prompt);
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw InvalidOptionException.of("timeout", "takes a positive duration, got " + timeout);
        }
    }

    /** Nothing but the image. */
    public static SetImageOptions none() {
        return NONE;
    }

    /** With a prompt to set along with the image. */
    public SetImageOptions prompt(String prompt) {
        return new SetImageOptions(prompt, enhance, timeout);
    }

    /** Whether the server may reword the prompt. */
    public SetImageOptions enhance(boolean enhance) {
        return new SetImageOptions(prompt, enhance, timeout);
    }

    /** How long to wait for the acknowledgement. */
    public SetImageOptions timeout(Duration timeout) {
        return new SetImageOptions(prompt, enhance, timeout);
    }

    /**
     * The message to send.
     *
     * @param image the image, or null to take the one in force away
     */
    public ClientMessage toMessage(@Nullable ImagePayload image) {
        return new ClientMessage.SetImage(image, prompt, enhance);
    }
}
