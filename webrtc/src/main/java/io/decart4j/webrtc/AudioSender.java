package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import io.decart4j.media.AudioFrame;
import org.jspecify.annotations.Nullable;

/**
 * One outgoing audio track. Obtained from {@link PeerConnection#sendAudio}; closed with its connection. Sound is
 * sent as it is pushed, so the caller keeps the pace of real time; while nothing is pushed the other side hears silence.
 */
public final class AudioSender {

    private static final int BITS = 16;

    // The native source's list of listeners is not guarded: a push may not meet a call that changes it.
    private final Object lock = new Object();
    private final AudioFramer cutter = new AudioFramer();
    private @Nullable CustomAudioSource source;
    private boolean paused;
    private long sent;

    AudioSender(CustomAudioSource source) {
        this.source = source;
    }

    /**
     * Sends a frame of any length, cut into pieces of 10 ms; what is left goes with the next frame of the same rate and
     * channels. WebRTC resamples and mixes to what was negotiated. Takes no time worth mentioning. May be called on any
     * thread, also while the connection closes; afterwards it does nothing.
     *
     * @return whether it was taken; false after the close, and for the few milliseconds in which a description is set
     * @throws IllegalArgumentException when 10 ms are no whole number of samples, as at 22050 Hz
     */
    public boolean push(AudioFrame frame) {
        AudioFramer.check(frame);
        synchronized (lock) {
            CustomAudioSource to = source;
            if (to == null || paused) {
                return false;
            }
            cutter.cut(frame, (pcm, rate, channels, samples) -> {
                to.pushAudio(pcm, BITS, rate, channels, samples);
                sent++;
            });
            return true;
        }
    }

    /** Pieces of 10 ms handed to the encoder so far. */
    public long piecesSent() {
        synchronized (lock) {
            return sent;
        }
    }

    void pause(boolean pause) {
        synchronized (lock) {
            paused = pause;
        }
    }

    /** After this no native call is made any more. */
    void stop() {
        synchronized (lock) {
            source = null;
        }
    }
}
