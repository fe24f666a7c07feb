package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Of two ends at the same moment the first counts, and the second reaches no hook for errors that nobody takes. */
class TwoEndsTest {

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();
    private final Late late = new Late();

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void nothingIsDropped() {
        Hooks.resetOnErrorDropped();
        assertThat(dropped).isEmpty();
    }

    @Test
    void aConnectionThatFailsRightAfterItsLimit() {
        StepVerifier.withVirtualTime(() ->
                        TimeLimit.of(Duration.ofSeconds(5), () -> new IllegalStateException("late"), Mono.from(late)))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(4999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorMessage("late")
                .verify();
        late.fail();
    }

    @Test
    void aConnectionThatFailsBeforeItsLimit() {
        StepVerifier.withVirtualTime(() ->
                        TimeLimit.of(Duration.ofSeconds(5), () -> new IllegalStateException("late"), Mono.from(late)))
                .expectSubscription()
                .then(late::fail)
                .expectErrorMessage("closed")
                .verify();
    }

    @Test
    void aConnectionThatFailsRightAfterItWasGivenUp() {
        StepVerifier.withVirtualTime(() ->
                        TimeLimit.of(Duration.ofSeconds(5), () -> new IllegalStateException("late"), Mono.from(late)))
                .expectSubscription()
                .thenCancel()
                .verify();
        late.fail();
    }

    /** Fails when it is told to, whether that is still wanted or not: a cancel may be on its way. */
    private static final class Late implements Publisher<Void> {

        private @Nullable Subscriber<? super Void> subscriber;

        @Override
        public void subscribe(Subscriber<? super Void> to) {
            subscriber = to;
            to.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            });
        }

        void fail() {
            Subscriber<? super Void> to = subscriber;
            if (to != null) {
                to.onError(new LiveKitException.Unreachable("closed", null));
            }
        }
    }
}
