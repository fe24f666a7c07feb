package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;

/** Of two ends at the same moment the first counts, and the second reaches no hook for errors that nobody takes. */
class FirstFailureTest {

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    /** Each fails when it is told to, whether that is still wanted or not: a cancel may be on its way. */
    private final TestPublisher<Integer> one =
            TestPublisher.createNoncompliant(Violation.DEFER_CANCELLATION, Violation.CLEANUP_ON_TERMINATE);

    private final TestPublisher<Integer> other =
            TestPublisher.createNoncompliant(Violation.DEFER_CANCELLATION, Violation.CLEANUP_ON_TERMINATE);

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void unlisten() {
        Hooks.resetOnErrorDropped();
    }

    @Test
    void theSecondOfTwoIsNobodys() {
        StepVerifier.create(FirstFailure.merge(one, other))
                .then(() -> one.next(1))
                .expectNext(1)
                .then(() -> one.error(new IllegalStateException("first")))
                .expectErrorMessage("first")
                .verify();
        other.error(new IllegalStateException("second"));

        assertThat(dropped).isEmpty();
    }

    @Test
    void theOthersAreCancelled() {
        TestPublisher<Integer> orderly = TestPublisher.create();
        StepVerifier.create(FirstFailure.merge(one, orderly))
                .then(() -> one.error(new IllegalStateException("first")))
                .verifyErrorMessage("first");

        orderly.assertCancelled();
    }

    /** What it is there for: should a newer Reactor take the second error itself, this class can go. */
    @Test
    void reactorsOwnMergeDropsTheSecond() {
        StepVerifier.create(Flux.merge(one, other))
                .then(() -> one.error(new IllegalStateException("first")))
                .expectErrorMessage("first")
                .verify();
        other.error(new IllegalStateException("second"));

        assertThat(dropped).hasSize(1);
    }

    @Test
    void oneThatFailsAfterACancelIsNobodys() {
        StepVerifier.create(FirstFailure.merge(one, other)).thenCancel().verify();
        one.error(new IllegalStateException("late"));
        other.error(new IllegalStateException("later"));

        assertThat(dropped).isEmpty();
    }

    @Test
    void itEndsWithTheLastOfItsParts() {
        StepVerifier.create(FirstFailure.merge(one, other))
                .then(one::complete)
                .then(() -> other.next(2))
                .expectNext(2)
                .then(other::complete)
                .verifyComplete();
    }

    @Test
    void everyPartIsAskedForAll() {
        StepVerifier.create(FirstFailure.merge(
                                Flux.fromStream(IntStream.range(0, 10_000).boxed()), other.flux())
                        .count())
                .then(other::complete)
                .expectNext(10_000L)
                .verifyComplete();
        other.assertMinRequested(Long.MAX_VALUE);
    }

    @Test
    void whatIsWatchedEndsTheRest() {
        FirstFailure end = new FirstFailure();
        StepVerifier.create(end.run(FirstFailure.merge(
                        end.watch(one.flux().then()), end.watch(other.flux().then()))))
                .then(() -> one.error(new IllegalStateException("first")))
                .expectErrorMessage("first")
                .verify();
        other.error(new IllegalStateException("second"));

        assertThat(dropped).isEmpty();
    }
}
