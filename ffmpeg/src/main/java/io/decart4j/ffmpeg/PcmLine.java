package io.decart4j.ffmpeg;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Interleaved 16-bit samples in their places: gaps become silence, what overlaps is cut. Positions count samples. */
final class PcmLine {

    private final int bytesPerSample;
    private final long tolerance;
    private byte[] waiting = new byte[0];
    private long position;

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
        return waiting.length / bytesPerSample;
    }

    /** Puts samples in where they belong. */
    void put(long at, byte[] pcm) {
        int from = 0;
        // Nothing comes before the beginning, and that one is exact.
        if (at > position + (position == 0 ? 0 : tolerance)) {
            silence(at - position);
        } else if (at < position - (position == 0 ? 0 : tolerance)) {
            from = (int) Math.min(pcm.length, (position - at) * bytesPerSample);
        }
        append(pcm, from);
    }

    /** Puts samples in behind those before. */
    void put(byte[] pcm) {
        append(pcm, 0);
    }

    /** Makes the line exactly so long, as far as it was not taken already. */
    void fit(long length) {
        if (length > position) {
            silence(length - position);
        } else {
            long excess = Math.min(position - length, available());
            waiting = Arrays.copyOf(waiting, waiting.length - (int) excess * bytesPerSample);
            position -= excess;
        }
    }

    /** The oldest samples, or null when there are fewer. */
    byte @Nullable [] take(int samples) {
        int size = samples * bytesPerSample;
        if (size > waiting.length) {
            return null;
        }
        byte[] taken = Arrays.copyOf(waiting, size);
        waiting = Arrays.copyOfRange(waiting, size, waiting.length);
        return taken;
    }

    private void silence(long samples) {
        append(new byte[Math.toIntExact(samples * bytesPerSample)], 0);
    }

    private void append(byte[] pcm, int from) {
        int old = waiting.length;
        waiting = Arrays.copyOf(waiting, old + pcm.length - from);
        System.arraycopy(pcm, from, waiting, old, pcm.length - from);
        position += (pcm.length - from) / bytesPerSample;
    }
}
