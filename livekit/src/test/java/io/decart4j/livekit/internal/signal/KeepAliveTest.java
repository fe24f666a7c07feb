package io.decart4j.livekit.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.LiveKitException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class KeepAliveTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final List<SignalRequest> sent = new ArrayList<>();

    @Test
    void pingsAndEndsAfterSilence() {
        StepVerifier.withVirtualTime(() -> new KeepAlive().run(INTERVAL, LIMIT, this::send))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(14_999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorMessage("No message from the server for 15000 ms")
                .verify();
        assertThat(sent).hasSizeBetween(2, 3).allMatch(request -> request instanceof SignalRequest.Ping);
    }

    @Test
    void anyMessageCounts() {
        KeepAlive keepAlive = new KeepAlive();
        StepVerifier.withVirtualTime(() -> keepAlive.run(INTERVAL, LIMIT, this::send))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(14))
                .then(() -> keepAlive.heard(new SignalResponse.Other("")))
                .expectNoEvent(Duration.ofMillis(14_999))
                .thenAwait(Duration.ofMillis(1))
                .expectError(LiveKitException.Unreachable.class)
                .verify();
    }

    @Test
    void theRoundTripIsToldWhateverTheWallClockSays() {
        AtomicLong clock = new AtomicLong(-50_000_000L);
        KeepAlive keepAlive = new KeepAlive(clock::get);
        StepVerifier.withVirtualTime(() -> keepAlive.run(INTERVAL, LIMIT, this::send))
                .expectSubscription()
                .thenAwait(INTERVAL)
                .then(() -> clock.addAndGet(Duration.ofMillis(40).toNanos()))
                .then(() -> keepAlive.heard(new SignalResponse.Pong(((SignalRequest.Ping) sent.get(0)).nowMillis())))
                .thenAwait(INTERVAL)
                .thenCancel()
                .verify();
        assertThat(((SignalRequest.Ping) sent.get(1)).rttMillis()).isEqualTo(40);
    }

    @Test
    void zeroIsNever() {
        assertNever(Duration.ZERO);
    }

    @Test
    void aNegativeTimeIsNever() {
        assertNever(Duration.ofSeconds(-1));
    }

    private void assertNever(Duration time) {
        StepVerifier.withVirtualTime(() -> new KeepAlive().run(time, time, this::send))
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(10))
                .thenCancel()
                .verify();
        assertThat(sent).isEmpty();
    }

    private Mono<Void> send(SignalRequest request) {
        return Mono.fromRunnable(() -> sent.add(request));
    }
}
