package io.decart4j.input;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state that a session starts with: a prompt, an image, both, or neither. Immutable: every method gives a new
 * value.
 */
public sealed interface InitialState {

    /** Begins with a prompt. */
    static Values prompt(String prompt) {
        return new Values(Objects.requireNonNull(prompt, "prompt"), null, true, null);
    }

    /** Begins with an image. */
    static Values image(ImageSource image) {
        return new Values(null, Objects.requireNonNull(image, "image"), true, null);
    }

    /** Neither prompt nor image: the video passes unchanged until something is set. */
    static Values none() {
        return new Values(null, null, true, null);
    }

    /** The prompt, or null for none. */
    @Nullable
    String prompt();

    /** The image, or null for none. */
    @Nullable
    ImageSource image();

    /** Whether the server may reword the prompt. */
    boolean enhance();

    /**
     * Whether the video passes unchanged until something is in force; null when that follows from the rest: it does
     * exactly when there is neither prompt nor image. Only a session in a LiveKit room tells the server.
     */
    @Nullable
    Boolean passthrough();

    /**
     * The first message of a session.
     *
     * @param image what {@link #image()} was resolved to, or null when there is none
     * @throws IllegalArgumentException when {@code image} does not fit {@link #image()}
     */
    ClientMessage toMessage(@Nullable ImagePayload image);

    /** What was put together. A type of its own, so that each name can both begin and continue a state. */
    record Values(
            @Nullable String prompt,
            @Nullable ImageSource image,
            boolean enhance,
            @Nullable Boolean passthrough) implements InitialState {

        /**
         * Checks the whole.
         *
         * @throws InvalidOptionException {@code INVALID_INPUT} for an empty prompt or {@link ImageSource#clear()}
         */
        public Values {
            Checks.prompt(prompt);
            if (image instanceof ImageSource.Clear) {
                throw ImageBytes.invalid("initialState.image", "takes an image, got clear()");
            }
        }

        /** With this prompt. */
        public Values prompt(String prompt) {
            return new Values(Objects.requireNonNull(prompt, "prompt"), image, enhance, passthrough);
        }

        /** With this image. */
        public Values image(ImageSource image) {
            return new Values(prompt, Objects.requireNonNull(image, "image"), enhance, passthrough);
        }

        /** Whether the server may reword the prompt; true unless said otherwise. */
        public Values enhance(boolean enhance) {
            return new Values(prompt, image, enhance, passthrough);
        }

        /** Whether the video passes unchanged until something is in force, instead of what follows from the rest. */
        public Values passthrough(boolean passthrough) {
            return new Values(prompt, image, enhance, passthrough);
        }

        @Override
        public ClientMessage toMessage(@Nullable ImagePayload image) {
            Checks.resolved(this.image, image);
            if (image != null) {
                return new ClientMessage.SetImage(image, prompt, prompt == null ? null : enhance);
            }
            return prompt == null ? new ClientMessage.Passthrough() : new ClientMessage.Prompt(prompt, enhance);
        }
    }
}
