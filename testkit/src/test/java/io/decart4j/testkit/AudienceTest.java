package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Sinks;

class AudienceTest {

    private final Audience audience = new Audience();

    @Test
    void theSlowMissFramesTheOthersDoNotNotice() {
        List<VideoFrame> frames = frames(5);
        Idle idle = new Idle();
        audience.frames().subscribe(idle);
        Sinks.Many<Integer> seen = Sinks.many().replay().all();
        Disposable quick = audience.frames().subscribe(frame -> {
            try (frame) {
                seen.tryEmitNext(frame.width());
            }
        });
        for (int i = 0; i < frames.size(); i++) {
            audience.show(frames.get(i));
            seen.asFlux().take(i + 1L).blockLast(RawClient.SOON);
            frames.get(i).release();
        }
        assertThat(frames.subList(0, 4)).noneMatch(VideoFrame::isLive);
        assertThat(frames.get(4).isLive()).isTrue(); // in the slot of the one that has asked for nothing
        idle.cancel();
        assertThat(frames.get(4).isLive()).isFalse();
        quick.dispose();
    }

    @Test
    void aFrameInHandOutlivesItsShowing() throws InterruptedException {
        VideoFrame frame = frames(1).get(0);
        List<VideoFrame> held = new CopyOnWriteArrayList<>();
        CountDownLatch arrived = new CountDownLatch(1);
        Disposable watching = audience.frames().subscribe(each -> {
            held.add(each);
            arrived.countDown();
        });
        audience.show(frame);
        frame.release();
        arrived.await();
        watching.dispose();
        assertThat(held.get(0).isLive()).isTrue();
        assertThat(held.get(0).release()).isTrue();
    }

    @Test
    void withoutViewersNothingIsKept() {
        VideoFrame frame = frames(1).get(0);
        audience.frames().subscribe().dispose();
        audience.show(frame);
        assertThat(frame.release()).isTrue();
    }

    private static List<VideoFrame> frames(int count) {
        return Objects.requireNonNull(
                TestPattern.frames(16, 16, 200).take(count).collectList().block(RawClient.SOON));
    }

    private static final class Idle extends BaseSubscriber<VideoFrame> {
        @Override
        protected void hookOnSubscribe(Subscription subscription) {}
    }
}
