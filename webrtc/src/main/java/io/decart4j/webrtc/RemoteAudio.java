package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.decart4j.media.AudioFrame;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Sound of remote audio tracks on its way out of the native mixer. */
final class RemoteAudio {

    private static final int BITS = 16;

    private final AudioFrames frames;
    private final AtomicLong sequence = new AtomicLong();

    RemoteAudio(AudioFrames frames) {
        this.frames = frames;
    }

    RemoteTracks<AudioTrack> tracks() {
        return new RemoteTracks<>(AudioTrack.class, track -> {
            AudioTrackSink sink = this::receive;
            track.addSink(sink);
            return () -> track.removeSink(sink);
        });
    }

    /** On the native capture thread, which feeds every track of the runtime: copies, hands over and returns. */
    private void receive(byte[] pcm, int bits, int sampleRate, int channels, int samples) {
        if (bits == BITS && (channels == 1 || channels == 2) && samples > 0) {
            byte[] copy = Arrays.copyOf(pcm, samples * channels * BITS / Byte.SIZE);
            frames.push(AudioFrame.of(copy, sampleRate, channels, System.nanoTime(), sequence.getAndIncrement()));
        }
    }
}
