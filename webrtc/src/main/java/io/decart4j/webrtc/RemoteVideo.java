package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Frames of remote video tracks on their way out of the native decoder. */
final class RemoteVideo {

    private final SectionRoutes<Consumer<? super VideoFrame>> routes;
    private final AtomicLong received = new AtomicLong();

    RemoteVideo(SectionRoutes<Consumer<? super VideoFrame>> routes) {
        this.routes = routes;
    }

    RemoteTracks<VideoTrack> tracks() {
        return new RemoteTracks<>(VideoTrack.class, (track, mid) -> {
            VideoTrackSink sink = frame -> receive(mid, frame);
            track.addSink(sink);
            return () -> track.removeSink(sink);
        });
    }

    /** On the native decoder thread: hands over and returns. */
    private void receive(String mid, dev.onvoid.webrtc.media.video.VideoFrame frame) {
        if (frame.buffer instanceof NativeI420Buffer buffer) {
            try (VideoFrame stored = VideoFrame.of(
                    new NativeBuffer(buffer), frame.rotation, frame.timestampNs, received.getAndIncrement())) {
                routes.of(mid).accept(stored.upright());
            }
        } else {
            frame.release();
        }
    }
}
