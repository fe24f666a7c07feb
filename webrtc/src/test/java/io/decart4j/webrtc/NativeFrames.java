package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.FrameLeaks;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;

/** Makes frames over native memory and keeps a reference of each: a release too many shows, as does one too few. */
final class NativeFrames {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int before = WebRtcRuntime.liveFrames();
    private final List<VideoFrame> made = new CopyOnWriteArrayList<>();

    NativeFrames() {
        NativeLibrary.load();
    }

    /** For somebody who has to release it once. */
    VideoFrame next() {
        VideoFrame frame = VideoFrame.of(new NativeBuffer(NativeI420Buffer.allocate(16, 16)), 0, 0, made.size());
        made.add(frame);
        return frame.duplicate();
    }

    int made() {
        return made.size();
    }

    /** Waits until each frame has only the reference that is kept here, gives those back, and looks for more. */
    void assertEachReleasedOnce() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .onBackpressureDrop()
                .takeUntil(
                        tick -> made.stream().allMatch(frame -> frame.toString().endsWith("references=1]")))
                .take(PATIENCE)
                .blockLast();
        assertThat(made)
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame.toString()).endsWith("references=1]"));
        made.forEach(VideoFrame::release);
        made.clear();
        assertThat(WebRtcRuntime.liveFrames())
                .as(() -> FrameLeaks.open().toString())
                .isEqualTo(before);
    }
}
