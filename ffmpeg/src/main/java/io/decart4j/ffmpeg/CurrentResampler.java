package io.decart4j.ffmpeg;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The resampler for the sound that comes, made anew when that has another form. What the one before still holds belongs behind its
 * own sound, in front of the next. Not thread-safe.
 */
final class CurrentResampler implements AutoCloseable {

    private final PcmLine line;
    private @Nullable Resampler current;

    /** @param line takes what a resampler held at its end */
    CurrentResampler(PcmLine line) {
        this.line = line;
    }

    /**
     * The one that takes the form.
     *
     * @param other makes another, when the current one does not
     */
    Resampler of(Predicate<Resampler> takes, Supplier<Resampler> other) {
        Resampler to = current;
        if (to == null || !takes.test(to)) {
            end();
            to = other.get();
            current = to;
        }
        return to;
    }

    /** Sound of this form is over, or needs no resampler any more. */
    void end() {
        Resampler old = current;
        current = null;
        if (old != null) {
            try (old) {
                line.put(old.rest());
            }
        }
    }

    /** Without what it holds. */
    @Override
    public void close() {
        Resampler old = current;
        current = null;
        if (old != null) {
            old.close();
        }
    }
}
