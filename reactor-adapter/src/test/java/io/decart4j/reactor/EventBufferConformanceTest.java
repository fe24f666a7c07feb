package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.reactor.internal.session.SessionEvents;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What docs/protocol.md says of events that nobody reads, or reads slowly: C37, C40 and C41. */
class EventBufferConformanceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventHub<SessionEvent> hub = SessionEvents.hub();

    private static SessionEvent status(int number) {
        return new SessionEvent.Status("event " + number);
    }

    private static SessionEvent ended() {
        return new SessionEvent.Ended(null);
    }

    @Test
    void C37_theFirstSubscriberGetsWhatHappenedBefore() {
        hub.emit(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING));
        hub.emit(status(1));
        hub.emit(ended());
        StepVerifier.create(hub.events())
                .expectNext(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING), status(1), ended())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void C40_theBufferBeforeTheFirstSubscriberIsBoundedAndTicksReplaceOneAnother() {
        for (int i = 0; i < EventHub.EARLY; i++) {
            hub.emit(status(i));
        }
        for (int second = 1; second <= 5000; second++) {
            hub.emit(new SessionEvent.GenerationTick(second));
        }
        hub.emit(ended());
        List<SessionEvent> all =
                Objects.requireNonNull(hub.events().collectList().block(PATIENCE));
        assertThat(all).hasSize(EventHub.EARLY).startsWith(status(2));
        assertThat(all.get(all.size() - 2)).isEqualTo(new SessionEvent.GenerationTick(5000));
    }

    @Test
    void C41_aSlowSubscriberHurtsOnlyItself() {
        int count = 10 * EventHub.EARLY;
        AtomicInteger emitted = new AtomicInteger();
        // Each event that the quick one gets brings the next, so it always keeps up.
        Mono<Long> quick = hub.events()
                .doOnNext(event -> hub.emit(emitted.getAndIncrement() < count ? status(1) : ended()))
                .count()
                .cache();
        quick.subscribe();
        Sinks.Empty<Void> wake = Sinks.empty();
        Mono<Long> slow = hub.events()
                .concatMap(event -> wake.asMono().thenReturn(event), 1)
                .count()
                .cache();
        slow.subscribe(number -> {}, error -> {});
        hub.emit(status(0));
        assertThat(quick.block(PATIENCE)).isEqualTo(count + 2L);
        wake.tryEmitEmpty();
        assertThatThrownBy(() -> slow.block(PATIENCE)).matches(Exceptions::isOverflow);
    }

    @Test
    void aLaterSubscriberFirstGetsTheState() {
        hub.events().subscribe();
        hub.emit(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING));
        hub.emit(status(1));
        StepVerifier.create(hub.events())
                .expectNext(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING))
                .then(() -> hub.emit(status(2)))
                .expectNext(status(2))
                .then(() -> hub.emit(ended()))
                .expectNext(ended())
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(hub.events())
                .expectNext(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING), ended())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void nothingIsToldAfterTheEnd() {
        hub.emit(ended());
        hub.emit(status(1));
        StepVerifier.create(hub.events()).expectNext(ended()).expectComplete().verify(PATIENCE);
    }
}
