package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.flow.CallersCode;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.internal.media.LocalAudio;
import io.decart4j.reactor.internal.media.LocalVideo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/** What sources of video and sound do wrong is told, and costs at most the source. */
class CallersSourcesTest extends ScriptedTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<Throwable> told = new CopyOnWriteArrayList<>();

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("mine"),
                new NoClassDefFoundError("awt"),
                new AssertionError("not an exception"));
    }

    private static <T> Publisher<T> source(LongConsumer request, Runnable cancel) {
        return subscriber -> subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                request.accept(n);
            }

            @Override
            public void cancel() {
                cancel.run();
            }
        });
    }

    private static void raise(Throwable fault) {
        if (fault instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) fault;
    }

    private static <T> Publisher<T> cancelRaises(Throwable fault) {
        return source(n -> {}, () -> raise(fault));
    }

    private static <T> Publisher<T> requestRaises(Throwable fault) {
        return source(n -> raise(fault), () -> {});
    }

    private static <T> Publisher<T> subscribeRaises(Throwable fault) {
        return subscriber -> raise(fault);
    }

    private LocalVideo video(Publisher<VideoFrame> source) {
        LocalVideo local = new LocalVideo(source, 10, false, told::add);
        local.start();
        return local;
    }

    private LocalAudio sound(Publisher<AudioFrame> source) {
        LocalAudio local = new LocalAudio(source, told::add);
        local.attach(frame -> true);
        local.flow();
        return local;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatCancelThrowsIsToldAndEndsNothingElse(Throwable fault) {
        video(cancelRaises(fault)).close().block(SOON);
        sound(cancelRaises(fault)).close().block(SOON);
        assertThat(told).containsExactly(fault, fault);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatRequestThrowsEndsTheSource(Throwable fault) {
        LocalVideo local = video(requestRaises(fault));
        pass(Duration.ofSeconds(1));
        assertThat(told).containsExactly(fault);
        sound(requestRaises(fault));
        assertThat(told).containsExactly(fault, fault);
        local.close().block(SOON);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatSubscribeThrowsEndsTheSource(Throwable fault) {
        LocalVideo local = video(subscribeRaises(fault));
        assertThat(told).containsExactly(fault);
        sound(subscribeRaises(fault)).close().block(SOON);
        assertThat(told).containsExactly(fault, fault);
        local.close().block(SOON);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aSoundThatCannotBeSentEndsTheSource(Throwable fault) {
        TestPublisher<AudioFrame> source = TestPublisher.create();
        LocalAudio local = new LocalAudio(source, told::add);
        local.attach(frame -> {
            raise(fault);
            return true;
        });
        local.flow();
        source.next(AudioFrame.of(new byte[960], 48_000, 1, 0, 0));
        settle();
        assertThat(told).containsExactly(fault);
        local.close().block(SOON);
        assertThat(source.wasCancelled()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anotherSourceFollowsWhateverTheCancelOfTheFirstDoes(Throwable fault) {
        LocalVideo local = video(cancelRaises(fault));
        TestPublisher<VideoFrame> second = TestPublisher.create();
        assertThat(local.replace(second).block(SOON)).isTrue();
        second.assertWasSubscribed();
        assertThat(told).containsExactly(fault);
        local.close().block(SOON);
        second.assertCancelled();
    }

    @Test
    void aCancelThatDoesNotReturnHoldsNothingUpForLong() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            LocalVideo local = video(source(n -> {}, () -> await(never)));
            TestPublisher<VideoFrame> second = TestPublisher.create();
            Outcome replaced = new Outcome(local.replace(second).then());
            assertThat(replaced.toText()).isEqualTo("pending");
            pass(CallersCode.LIMIT);
            assertThat(replaced.toText()).isEqualTo("done");
            second.assertWasSubscribed();
            assertThat(told).singleElement().isInstanceOf(TimeoutException.class);
            local.close().block(SOON);
        } finally {
            never.countDown();
        }
    }

    @Test
    void theEndDoesNotWaitForeverForACancel() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            Outcome closed = new Outcome(Mono.when(
                    video(source(n -> {}, () -> await(never))).close(),
                    sound(source(n -> {}, () -> await(never))).close()));
            assertThat(closed.toText()).isEqualTo("pending");
            pass(CallersCode.LIMIT);
            assertThat(closed.toText()).isEqualTo("done");
            assertThat(told).hasSize(2).allMatch(TimeoutException.class::isInstance);
        } finally {
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSourceThatIsOverIsNotCancelled() {
        List<String> seen = new CopyOnWriteArrayList<>();
        LocalVideo local = video(subscriber -> {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {
                    seen.add("cancelled");
                }
            });
            subscriber.onComplete();
        });
        local.close().block(SOON);
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFrameThatCannotBeSentEndsItsSourceAndNoConnection(Throwable fault) {
        VideoFrame first = VideoFrame.of(I420Buffer.allocate(4, 4), 0);
        LocalVideo local = video(Flux.concat(Mono.just(first), Mono.never()));
        local.attach(frame -> {
            raise(fault);
            return true;
        });
        pass(Duration.ofMillis(100));
        local.flow();
        assertThat(told).containsExactly(fault);
        assertThat(local.dropped()).isOne();
        assertThat(local.sent()).isZero();
        assertThat(first.isLive()).isFalse();
        local.close().block(SOON);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFrameThatCannotBeSentWhileMediaFlowIsTheSame(Throwable fault) {
        VideoFrame first = VideoFrame.of(I420Buffer.allocate(4, 4), 0);
        LocalVideo local = new LocalVideo(Flux.concat(Mono.just(first), Mono.never()), 10, false, told::add);
        local.attach(frame -> {
            raise(fault);
            return true;
        });
        local.flow();
        pass(Duration.ofMillis(100));
        assertThat(told).containsExactly(fault);
        assertThat(local.dropped()).isOne();
        assertThat(first.isLive()).isFalse();
        local.close().block(SOON);
    }
}
