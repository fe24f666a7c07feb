package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Whatever a source does, its subscriber is told, and it is closed once. */
class PullingTest {

    private static final Path FILE = Path.of("clip.mp4");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void anErrorIsToldAlsoWhenTheSourceCannotBeClosed() {
        StepVerifier.create(pulled(
                        () -> source(new IllegalStateException("reading"), new IllegalStateException("closing"))))
                .expectNext("a")
                .expectErrorSatisfies(e -> {
                    assertThat(e).isInstanceOf(MediaFileException.class).hasRootCauseMessage("reading");
                    assertThat(e.getSuppressed()).hasSize(1);
                })
                .verify(LIMIT);
        assertThat(closed).hasValue(1);
    }

    @Test
    void aSourceThatCannotBeClosedAtItsEndIsAnError() {
        StepVerifier.create(pulled(() -> source(null, new IllegalStateException("closing"))))
                .expectNext("a")
                .expectErrorSatisfies(e -> assertThat(e).hasRootCauseMessage("closing"))
                .verify(LIMIT);
        assertThat(closed).hasValue(1);
    }

    @Test
    void missingNativeMemoryIsAnErrorWithARemedy() {
        StepVerifier.create(pulled(() -> source(new OutOfMemoryError("Physical memory usage is too high"), null)))
                .expectNext("a")
                .expectErrorSatisfies(e -> assertThat(e).isInstanceOfSatisfying(MediaFileException.class, told -> {
                    assertThat(told.problem()).isEqualTo(Problem.NO_MEMORY);
                    assertThat(told)
                            .hasMessageContaining("clip.mp4")
                            .hasMessageContaining("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
                }))
                .verify(LIMIT);
        assertThat(closed).hasValue(1);
    }

    @Test
    void anyOtherErrorOfTheMachineIsToldToo() {
        StepVerifier.create(pulled(() -> {
                    throw new UnsatisfiedLinkError("no library");
                }))
                .expectErrorSatisfies(e -> assertThat(e).hasStackTraceContaining("no library"))
                .verify(LIMIT);
    }

    @Test
    void aSubscriberThatThrowsCostsNoSource() throws InterruptedException {
        CountDownLatch thrown = new CountDownLatch(1);
        Schedulers.onHandleError((thread, e) -> thrown.countDown());
        try {
            pulled(() -> source(null, null)).subscribe(new CoreSubscriber<String>() {
                @Override
                public void onSubscribe(Subscription subscription) {
                    subscription.request(5);
                }

                @Override
                public void onNext(String item) {
                    throw new IllegalStateException("subscriber");
                }

                @Override
                public void onError(Throwable e) {}

                @Override
                public void onComplete() {}
            });
            assertThat(thrown.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            Schedulers.resetOnHandleError();
        }
        assertThat(closed).hasValue(1);
    }

    @Test
    void whoWaitsForAnotherFileAtTheEndOfOneIsNotInItsOwnWay() {
        StepVerifier.create(pulled(() -> source(null, null))
                        .doOnComplete(() -> pulled(() -> source(null, null)).blockLast(LIMIT)))
                .expectNext("a")
                .expectComplete()
                .verify(LIMIT);
        assertThat(closed).hasValue(2);
    }

    @Test
    void withoutAWorkerThereIsAnError() {
        reactor.core.scheduler.Scheduler stopped = Schedulers.newBoundedElastic(1, 1, "stopped");
        stopped.dispose();
        StepVerifier.create(new Pulled<>(FILE, () -> source(null, null), item -> {}, stopped))
                .expectError()
                .verify(LIMIT);
    }

    private Pulled<String> pulled(Supplier<Source<String>> open) {
        return new Pulled<>(FILE, open, item -> {});
    }

    /** One item, then an error or the end. */
    private Source<String> source(@Nullable Throwable reading, @Nullable RuntimeException closing) {
        return new Source<>() {
            private boolean given;

            @Override
            public @Nullable String next() {
                if (!given) {
                    given = true;
                    return "a";
                }
                if (reading instanceof Error error) {
                    throw error;
                }
                if (reading instanceof RuntimeException exception) {
                    throw exception;
                }
                return null;
            }

            @Override
            public void close() {
                closed.incrementAndGet();
                if (closing != null) {
                    throw closing;
                }
            }
        };
    }
}
