package io.decart4j.reactor.internal.media.direct;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SendingWatchTest {

    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong reportedAt = new AtomicLong(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final SendingWatch watch = new SendingWatch(Mono.fromSupplier(this::report));

    @Test
    void framesThatNobodyReportsAboutDoNotCountAsSentWithinSixSeconds() {
        StepVerifier.withVirtualTime(() -> watch.states().distinctUntilChanged())
                .then(() -> assertThat(send()).isTrue())
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(false)
                .then(this::sendForSixSeconds)
                .expectNext(true)
                .then(() -> assertThat(send()).isFalse())
                .then(() -> reportedAt.set(2))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(false)
                .then(() -> assertThat(send()).isTrue())
                .thenCancel()
                .verify();
    }

    @Test
    void nothingIsAskedWhileNothingIsSent() {
        StepVerifier.withVirtualTime(watch::states)
                .expectSubscription()
                .then(() -> assertThat(watch.sent(false)).isFalse())
                .expectNoEvent(Duration.ofHours(1))
                .then(this::send)
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(false)
                .expectNoEvent(Duration.ofHours(1))
                .thenCancel()
                .verify();
        assertThat(asked).hasValue(1);
    }

    private void sendForSixSeconds() {
        Flux.interval(Duration.ofMillis(100)).take(59).subscribe(tick -> send());
        VirtualTimeScheduler.get().advanceTimeBy(Duration.ofSeconds(6));
    }

    private boolean send() {
        packets.incrementAndGet();
        return watch.sent(true);
    }

    private StatsReport report() {
        asked.incrementAndGet();
        return new StatsReport(
                "a",
                List.of(
                        new StatsReport.Entry(
                                "outbound-rtp",
                                "out",
                                Map.of("kind", "video", "ssrc", 7L, "packetsSent", packets.get())),
                        new StatsReport.Entry(
                                "remote-inbound-rtp", "in", Map.of("kind", "video", "ssrc", 7L, "timestamp", (double)
                                        reportedAt.get()))));
    }
}
