package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.decart4j.frames.AudioFrames;
import io.decart4j.media.AudioFrame;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Sound of remote audio tracks on its way out of the native mixer. */
final class RemoteAudio {

    private static final int BITS = 16;

    private final SectionRoutes<AudioFrames> routes;

    RemoteAudio(SectionRoutes<AudioFrames> routes) {
        this.routes = routes;
    }

    RemoteTracks<AudioTrack> tracks() {
        return new RemoteTracks<>(AudioTrack.class, (track, mid) -> {
            AtomicLong sequence = new AtomicLong();
            AudioTrackSink sink = (pcm, bits, sampleRate, channels, samples) -> {
                if (bits == BITS && (channels == 1 || channels == 2) && samples > 0) {
                    routes.of(mid).push(frame(pcm, sampleRate, channels, samples, sequence.getAndIncrement()));
                }
            };
            track.addSink(sink);
            return () -> track.removeSink(sink);
        });
    }

    /** On the native capture thread, which feeds every track of the runtime: copies, hands over and returns. */
    private static AudioFrame frame(byte[] pcm, int sampleRate, int channels, int samples, long sequence) {
        byte[] copy = Arrays.copyOf(pcm, samples * channels * BITS / Byte.SIZE);
        return AudioFrame.of(copy, sampleRate, channels, System.nanoTime(), sequence);
    }
}
