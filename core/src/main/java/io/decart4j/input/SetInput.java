package io.decart4j.input;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The input of {@code set}: a prompt, an image or both. It replaces the whole state, so a prompt alone takes the image
 * away; {@link Values#keepImage} says otherwise. Immutable: every method gives a new value.
 *
 * <pre>{@code SetInput.prompt("noir").image(ImageSource.of(path)).enhance(false)}</pre>
 */
public sealed interface SetInput {

    /** Begins with a prompt. */
    static Values prompt(String prompt) {
        return new Values(Objects.requireNonNull(prompt, "prompt"), null, true, false);
    }

    /** Begins with an image; {@link ImageSource#clear()} takes the one in force away. */
    static Values image(ImageSource image) {
        return new Values(null, Objects.requireNonNull(image, "image"), true, false);
    }

    /** The prompt, or null for none. */
    @Nullable
    String prompt();

    /** The image, or null when none was given. */
    @Nullable
    ImageSource image();

    /** Whether the server may reword the prompt. */
    boolean enhance();

    /** Whether the image in force stays. */
    boolean keepsImage();

    /**
     * The message to send.
     *
     * @param image what {@link #image()} was resolved to; null when there is none or it is to be cleared
     * @throws IllegalArgumentException when {@code image} does not fit {@link #image()}
     */
    ClientMessage toMessage(@Nullable ImagePayload image);

    /** What was put together. A type of its own, so that each name can both begin and continue an input. */
    record Values(@Nullable String prompt, @Nullable ImageSource image, boolean enhance, boolean keepsImage)
            implements SetInput {

        /**
         * Checks the whole.
         *
         * @throws InvalidOptionException {@code INVALID_INPUT} when there is neither prompt nor image, when the prompt
         *     is empty, or when the image is to be kept and another one is given
         */
        public Values {
            if (prompt == null && image == null) {
                throw new InvalidOptionException(
                        ErrorCode.INVALID_INPUT, "prompt", "At least one of 'prompt' or 'image' must be provided");
            }
            Checks.prompt(prompt);
            if (keepsImage && image != null) {
                throw ImageBytes.invalid("keepImage", "takes a prompt alone, got an image too");
            }
        }

        /** With this prompt. */
        public Values prompt(String prompt) {
            return new Values(Objects.requireNonNull(prompt, "prompt"), image, enhance, keepsImage);
        }

        /** With this image. */
        public Values image(ImageSource image) {
            return new Values(prompt, Objects.requireNonNull(image, "image"), enhance, keepsImage);
        }

        /** Whether the server may reword the prompt; true unless said otherwise. */
        public Values enhance(boolean enhance) {
            return new Values(prompt, image, enhance, keepsImage);
        }

        /** Leaves the image in force as it is; only for a prompt alone. */
        public Values keepImage() {
            return new Values(prompt, image, enhance, true);
        }

        @Override
        public ClientMessage toMessage(@Nullable ImagePayload image) {
            Checks.resolved(this.image, image);
            // Only set_image touches the image; a plain prompt message leaves it alone.
            return keepsImage && prompt != null
                    ? new ClientMessage.Prompt(prompt, enhance)
                    : new ClientMessage.SetImage(image, prompt, enhance);
        }
    }
}
