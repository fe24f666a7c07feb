package io.decart4j.webrtc;

import io.decart4j.media.AudioFrame;
import java.nio.ByteBuffer;

/** Cuts frames of any length into the pieces of 10 ms that WebRTC takes. Not thread-safe. */
final class AudioFramer {

    private static final int PIECES_A_SECOND = 100;
    private static final int BYTES_PER_SAMPLE = 2;

    private byte[] piece = new byte[0];
    private int filled;
    private int sampleRate;
    private int channels;

    /** What takes a piece; the array is used again for the next one. */
    interface Taker {
        void take(byte[] pcm, int sampleRate, int channels, int samples);
    }

    static void check(AudioFrame frame) {
        if (frame.sampleRate() % PIECES_A_SECOND != 0) {
            throw new IllegalArgumentException("sampleRate of a frame to send takes multiples of " + PIECES_A_SECOND
                    + ", so that 10 ms are whole samples, not " + frame.sampleRate());
        }
    }

    /** What is left of a frame waits for the next one, unless that is of another kind. */
    void cut(AudioFrame frame, Taker taker) {
        if (frame.sampleRate() != sampleRate || frame.channels() != channels) {
            sampleRate = frame.sampleRate();
            channels = frame.channels();
            piece = new byte[sampleRate / PIECES_A_SECOND * channels * BYTES_PER_SAMPLE];
            filled = 0;
        }
        ByteBuffer pcm = frame.pcm();
        while (pcm.hasRemaining()) {
            int more = Math.min(pcm.remaining(), piece.length - filled);
            pcm.get(piece, filled, more);
            filled += more;
            if (filled == piece.length) {
                filled = 0;
                taker.take(piece, sampleRate, channels, sampleRate / PIECES_A_SECOND);
            }
        }
    }
}
