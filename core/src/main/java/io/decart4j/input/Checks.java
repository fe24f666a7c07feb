package io.decart4j.input;

import io.decart4j.message.ImagePayload;
import org.jspecify.annotations.Nullable;

/** What prompts and images have to fulfil in every command. */
final class Checks {

    private Checks() {}

    static void prompt(@Nullable String prompt) {
        if (prompt == null) {
            return;
        }
        if (prompt.isEmpty()) {
            throw ImageBytes.invalid("prompt", "takes a text, got an empty one");
        }
        // UTF-8 cannot carry half a character: the codec would fail halfway through the frame.
        if (prompt.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw ImageBytes.invalid("prompt", "takes text, got a surrogate without its other half");
        }
    }

    /** Whoever resolves the image must neither lose one nor add one. */
    static void resolved(@Nullable ImageSource source, @Nullable ImagePayload payload) {
        boolean expected = source != null && !(source instanceof ImageSource.Clear);
        if (expected != (payload != null)) {
            throw new IllegalArgumentException(
                    expected ? "the image was not resolved" : "there is no image to be resolved");
        }
    }
}
