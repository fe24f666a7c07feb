package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The remote tracks of one kind, with one sink on each. Looked up after each description instead of in {@code onTrack},
 * which fires again with a new wrapper of the same track at every change of direction. Only used on the native thread.
 */
final class RemoteTracks<T extends MediaStreamTrack> {

    private record Attached(Runnable removeSink, NativeReference reference) {}

    private final Class<T> kind;
    private final BiFunction<T, String, Runnable> addSink;
    private final Map<Long, Attached> attached = new HashMap<>();

    /**
     * None yet.
     *
     * @param addSink puts a sink on the track of a section, by its mid, and gives what takes it off again
     */
    RemoteTracks(Class<T> kind, BiFunction<T, String, Runnable> addSink) {
        this.kind = kind;
        this.addSink = addSink;
    }

    /** Listens to each remote track once, and no longer to those that are gone. */
    void follow(RTCPeerConnection connection) {
        Set<Long> present = new HashSet<>();
        for (RTCRtpTransceiver transceiver : connection.getTransceivers()) {
            MediaStreamTrack track = transceiver.getReceiver().getTrack();
            // Without a mid the section was never described, and nothing arrives in it.
            String mid = transceiver.getMid();
            if (mid != null && kind.isInstance(track)) {
                long handle = NativeReference.handle(track);
                present.add(handle);
                if (!attached.containsKey(handle)) {
                    attached.put(handle, attach(kind.cast(track), mid));
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
        attached.values().forEach(RemoteTracks::detach);
        attached.clear();
    }

    private Attached attach(T track, String mid) {
        // The track is borrowed; with a reference of its own the sink can be removed whatever became of the receiver.
        NativeReference reference = NativeReference.retain(track);
        return new Attached(addSink.apply(track, mid), reference);
    }

    private static void detach(Attached attached) {
        attached.removeSink().run();
        attached.reference().release();
    }
}
