package io.decart4j.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * A short piece of sound: interleaved 16-bit signed PCM on the heap. Immutable, shared freely between threads, and left to
 * the garbage collector; nothing is to be released. WebRTC moves audio in pieces of 10 ms.
 */
public final class AudioFrame {

    private static final int BYTES_PER_SAMPLE = 2;

    private final byte[] pcm;
    private final int sampleRate;
    private final int channels;
    private final long timestampNanos;
    private final long sequence;

    private AudioFrame(byte[] pcm, int sampleRate, int channels, long timestampNanos, long sequence) {
        this.pcm = pcm;
        this.sampleRate = sampleRate;
        this.channels = channels;
        this.timestampNanos = timestampNanos;
        this.sequence = sequence;
    }

    /**
     * A frame over {@code pcm}, which is not copied and must not be changed any more.
     *
     * @param pcm little-endian 16-bit samples, those of one moment side by side
     * @param sampleRate samples per second and channel, 8000 to 192000
     * @param channels 1 or 2
     * @param timestampNanos time of the first sample in nanoseconds on a monotonic clock of the source
     * @param sequence position in its stream, from 0
     * @throws IllegalArgumentException when a number is out of range or {@code pcm} is no whole number of samples
     */
    public static AudioFrame of(byte[] pcm, int sampleRate, int channels, long timestampNanos, long sequence) {
        if (sampleRate < 8_000 || sampleRate > 192_000) {
            throw new IllegalArgumentException("sampleRate takes 8000 to 192000, not " + sampleRate);
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels takes 1 or 2, not " + channels);
        }
        if (pcm.length == 0 || pcm.length % (BYTES_PER_SAMPLE * channels) != 0) {
            throw new IllegalArgumentException("pcm takes whole samples of " + BYTES_PER_SAMPLE * channels
                    + " bytes, not " + pcm.length + " bytes");
        }
        return new AudioFrame(pcm, sampleRate, channels, timestampNanos, sequence);
    }

    /** The samples, read only and little-endian. */
    public ByteBuffer pcm() {
        return ByteBuffer.wrap(pcm).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of the samples' bytes, little-endian. */
    public byte[] toByteArray() {
        return pcm.clone();
    }

    /** One sample, -32768 to 32767. */
    public short sample(int index, int channel) {
        int at = (index * channels + channel) * BYTES_PER_SAMPLE;
        return (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8));
    }

    /** Samples per channel. */
    public int samples() {
        return pcm.length / (BYTES_PER_SAMPLE * channels);
    }

    /** Samples per second and channel. */
    public int sampleRate() {
        return sampleRate;
    }

    /** 1 for mono, 2 for stereo. */
    public int channels() {
        return channels;
    }

    /** Time of the first sample in nanoseconds on a monotonic clock of the source. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** Position in its stream. */
    public long sequence() {
        return sequence;
    }

    /** How long it sounds. */
    public Duration duration() {
        return Duration.ofNanos(samples() * 1_000_000_000L / sampleRate);
    }

    @Override
    public String toString() {
        return "AudioFrame[" + sampleRate + " Hz, channels=" + channels + ", samples=" + samples() + ", sequence="
                + sequence + "]";
    }
}
