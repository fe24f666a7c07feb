package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A server that closes each connection as soon as it is up. */
class HangUpTest {

    /** The default one with waits that a test can wait for. */
    private static final ReconnectPolicy SHORT = ReconnectPolicy.builder()
            .retries(ReconnectPolicy.DEFAULT.retries())
            .firstDelay(ReconnectPolicy.DEFAULT.firstDelay().dividedBy(50))
            .longestDelay(ReconnectPolicy.DEFAULT.longestDelay().dividedBy(50))
            .jitter(ReconnectPolicy.DEFAULT.jitter())
            .build();

    @ParameterizedTest(name = "with media: {0}")
    @ValueSource(booleans = {false, true})
    void theDefaultPolicyEndsTheSessionAfterSixAttemptsWithTheServersReason(boolean media) {
        assertThat(SHORT.stableAfter()).isEqualTo(ReconnectPolicy.DEFAULT.stableAfter());
        try (Studio studio = new Studio();
                DecartClient withoutMedia = studio.withoutMedia().build()) {
            AtomicInteger opened = new AtomicInteger();
            studio.server.newSessions().subscribe(session -> opened.incrementAndGet());
            DecartClient client = media ? studio.client : withoutMedia;
            ConnectOptions.Builder options = media ? studio.options() : Studio.direct();
            RealtimeSession session =
                    client.realtime().session(options.reconnect(SHORT).build());
            Mono<List<SessionEvent>> events = session.events()
                    .doOnNext(event -> {
                        if (event instanceof SessionEvent.ConnectionChange to
                                && to.state().isConnected()) {
                            studio.server.faults().close(1011, "worker died");
                        }
                    })
                    .collectList()
                    .cache();
            events.subscribe();
            session.connect().block(Studio.PATIENCE);
            assertThat(events.block(Studio.PATIENCE.multipliedBy(2)))
                    .last()
                    .isInstanceOfSatisfying(
                            SessionEvent.Ended.class,
                            ended -> assertThat(ended.error()).hasMessage("WebSocket closed: 1011 worker died"));
            assertThat(opened).hasValue(6);
        }
    }
}
