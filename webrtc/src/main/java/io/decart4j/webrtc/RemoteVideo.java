package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import io.decart4j.media.VideoFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The sinks on remote video tracks. Looked up after each description instead of in {@code onTrack}, which fires again
 * with a new wrapper of the same track at every change of direction. Only used on the native thread.
 */
final class RemoteVideo {

    private record Attached(VideoTrack track, VideoTrackSink sink, NativeReference reference) {}

    private final VideoRoutes routes;
    private final Map<Long, Attached> attached = new HashMap<>();

    RemoteVideo(VideoRoutes routes) {
        this.routes = routes;
    }

    /** Listens to each remote video track once, and no longer to those that are gone. */
    void follow(RTCPeerConnection connection) {
        Set<Long> present = new HashSet<>();
        for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
            // Without a mid the section was never described, and nothing arrives in it.
            String mid = transceiver.getMid();
            if (mid != null && transceiver.getReceiver().getTrack() instanceof VideoTrack track) {
                long handle = NativeReference.handle(track);
                present.add(handle);
                if (!attached.containsKey(handle)) {
                    attached.put(handle, attach(track, mid));
                }
            }
        }
        attached.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                detach(entry.getValue());
            }
            return gone;
        });
    }

    void detachAll() {
        attached.values().forEach(RemoteVideo::detach);
        attached.clear();
    }

    private Attached attach(VideoTrack track, String mid) {
        // The track is borrowed; with a reference of its own the sink can be removed whatever became of the receiver.
        NativeReference reference = NativeReference.retain(track);
        VideoTrackSink sink = frame -> receive(mid, frame);
        track.addSink(sink);
        return new Attached(track, sink, reference);
    }

    private static void detach(Attached attached) {
        attached.track().removeSink(attached.sink());
        attached.reference().release();
    }

    /** On the native decoder thread: hands over and returns. */
    private void receive(String mid, dev.onvoid.webrtc.media.video.VideoFrame frame) {
        if (frame.buffer instanceof NativeI420Buffer buffer) {
            routes.push(mid, VideoFrame.of(new NativeBuffer(buffer), frame.rotation, frame.timestampNs));
        } else {
            frame.release();
        }
    }
}
