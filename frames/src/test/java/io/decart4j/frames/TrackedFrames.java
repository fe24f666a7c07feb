package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Flux;

/** Makes frames and keeps a reference of each: a release too many shows, as does one too few. */
final class TrackedFrames {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<VideoFrame> made = new CopyOnWriteArrayList<>();

    /** For somebody who has to release it once. */
    VideoFrame next() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(16, 16), 0, 0, made.size());
        made.add(frame);
        return frame.duplicate();
    }

    int made() {
        return made.size();
    }

    /** Waits until each frame has only the reference that is kept here, and gives those back. */
    void assertEachReleasedOnce() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(1))
                .onBackpressureDrop()
                .takeUntil(tick -> made.stream().allMatch(TrackedFrames::isOnlyOurs))
                .take(PATIENCE)
                .blockLast();
        assertThat(made).isNotEmpty().allMatch(TrackedFrames::isOnlyOurs);
        made.forEach(frame -> assertThat(frame.release()).isTrue());
        made.clear();
    }

    private static boolean isOnlyOurs(VideoFrame frame) {
        return frame.toString().endsWith("references=1]");
    }
}
