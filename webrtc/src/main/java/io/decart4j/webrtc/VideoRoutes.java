package io.decart4j.webrtc;

import io.decart4j.media.VideoFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the frames of a media section go: to whoever asked for that section, the others all to one place. */
final class VideoRoutes {

    private final LatestFrames others;
    private final Map<String, LatestFrames> byMid = new ConcurrentHashMap<>();

    VideoRoutes(LatestFrames others) {
        this.others = others;
    }

    void route(String mid, @Nullable LatestFrames to) {
        if (to == null) {
            byMid.remove(mid);
        } else {
            byMid.put(mid, to);
        }
    }

    /** On the native decoder thread: takes over the reference and never blocks. */
    void push(String mid, VideoFrame frame) {
        byMid.getOrDefault(mid, others).push(frame);
    }
}
