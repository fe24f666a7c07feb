package io.decart4j.ffmpeg;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Interleaved 16-bit samples in their places: gaps become silence, what overlaps is cut. Positions count samples. Silence is
 * counted and made when it is taken, so a gap costs no memory, however long it is.
 */
final class PcmLine {

    private final int bytesPerSample;
    private final long tolerance;
    private final Deque<Stretch> waiting = new ArrayDeque<>();
    private long position;
    private long taken;

    /** Pieces that are off by no more than {@code tolerance} samples are joined to those before. */
    PcmLine(int channels, long tolerance) {
        this.bytesPerSample = 2 * channels;
        this.tolerance = tolerance;
    }

    /** The end of what was put in so far. */
    long position() {
        return position;
    }

    /** Samples that {@link #take} can give. */
    long available() {
        return position - taken;
    }

    /** Puts samples in where they belong. The line keeps the array. */
    void put(long at, byte[] pcm) {
        // Nothing comes before the beginning, and that one is exact.
        long allowed = position == 0 ? 0 : tolerance;
        long late = at - position;
        int samples = pcm.length / bytesPerSample;
        if (late > allowed) {
            append(new Stretch(null, 0, late));
        }
        int cut = late < -allowed ? (int) Math.min(samples, -late) : 0;
        append(new Stretch(pcm, cut, samples - cut));
    }

    /** Puts samples in behind those before. The line keeps the array. */
    void put(byte[] pcm) {
        append(new Stretch(pcm, 0, pcm.length / bytesPerSample));
    }

    /** Makes the line exactly so long, as far as it was not taken already. */
    void fit(long length) {
        if (length > position) {
            append(new Stretch(null, 0, length - position));
        }
        while (position > Math.max(length, taken)) {
            Stretch last = waiting.removeLast();
            position -= last.samples;
            append(last.first(Math.max(0, Math.max(length, taken) - position)));
        }
    }

    /** The oldest samples, or null when there are fewer. */
    byte @Nullable [] take(int samples) {
        if (samples > available()) {
            return null;
        }
        byte[] piece = new byte[samples * bytesPerSample];
        int filled = 0;
        while (filled < samples) {
            Stretch oldest = waiting.remove();
            int part = (int) Math.min(oldest.samples, samples - filled);
            if (oldest.pcm != null) {
                System.arraycopy(
                        oldest.pcm,
                        oldest.from * bytesPerSample,
                        piece,
                        filled * bytesPerSample,
                        part * bytesPerSample);
            }
            if (part < oldest.samples) {
                waiting.addFirst(oldest.behind(part));
            }
            filled += part;
        }
        taken += samples;
        return piece;
    }

    /** How many of the oldest samples are silence that nobody put in. */
    long silence() {
        Stretch oldest = waiting.peek();
        return oldest == null || oldest.pcm != null ? 0 : oldest.samples;
    }

    /** Takes so many samples of that silence without making them. */
    void skip(long silence) {
        Stretch oldest = waiting.remove();
        if (silence < oldest.samples) {
            waiting.addFirst(oldest.behind(silence));
        }
        taken += silence;
    }

    private void append(Stretch stretch) {
        if (stretch.samples > 0) {
            waiting.add(stretch);
            position += stretch.samples;
        }
    }

    /** Samples of an array from one of them on, or silence. */
    private static final class Stretch {

        private final byte @Nullable [] pcm;
        private final int from;
        private final long samples;

        Stretch(byte @Nullable [] pcm, int from, long samples) {
            this.pcm = pcm;
            this.from = from;
            this.samples = samples;
        }

        Stretch first(long count) {
            return new Stretch(pcm, from, Math.min(count, samples));
        }

        Stretch behind(long count) {
            return new Stretch(pcm, pcm == null ? 0 : from + (int) count, samples - count);
        }
    }
}
