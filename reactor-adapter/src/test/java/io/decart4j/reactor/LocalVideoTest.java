package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The caller's frames are paced, and released whatever becomes of them. */
class LocalVideoTest {

    private VirtualTimeScheduler time;
    private final List<VideoFrame> made = new ArrayList<>();

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private VideoFrame frame() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 4), 0);
        made.add(frame);
        return frame;
    }

    private static LocalVideo started(Flux<VideoFrame> source) {
        LocalVideo local = new LocalVideo(source, 10, false, e -> {});
        local.start();
        return local;
    }

    @Test
    void aFastSourceIsPaced() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        time.advanceTimeBy(Duration.ofMillis(950));
        assertThat(made).hasSize(10).noneMatch(VideoFrame::isLive);
        assertThat(local.dropped()).isEqualTo(10); // nobody was connected
        local.close();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(made).hasSize(10);
    }

    @Test
    void aLateSourceIsNotWaitedForAndNotAskedTwice() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        AtomicInteger requested = new AtomicInteger();
        started(source.flux().doOnRequest(n -> requested.addAndGet((int) n)));
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(requested).hasValue(1);
        source.next(frame());
        assertThat(requested).hasValue(2); // it was late, so the next one is due already
        source.next(frame());
        assertThat(requested).hasValue(2); // and this one was not
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(requested).hasValue(3);
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void closingCancelsTheSource() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        LocalVideo local = started(source.flux());
        local.close();
        source.assertCancelled();
    }

    @Test
    void closingBeforeTheStartNeverSubscribes() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        LocalVideo local = new LocalVideo(source.flux(), 10, false, e -> {});
        local.close();
        local.start();
        source.assertWasNotSubscribed();
    }
}
