package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.testkit.ImpairedRelay;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A direct connection whose path carries nothing for a while: told, and frames meanwhile do not count as sent. */
class SendingStallTest {

    /** Of which one is for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(7);

    @Test
    void framesOnAPathThatCarriesNothingDoNotCountAsSent() {
        Leftovers before = Leftovers.snapshot();
        try (ImpairedRelay relay = ImpairedRelay.create(1);
                LocalDecartServer server =
                        LocalDecartServer.builder().relay(relay).start();
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .baseUrl(server.httpUrl())
                        .realtimeBaseUrl(server.realtimeUrl())
                        .build()) {
            RealtimeSession session = Objects.requireNonNull(client.realtime()
                    .connect(Studio.direct().video(Studio.pattern()).build())
                    .block(Studio.PATIENCE));
            Flux<SessionEvent.SendingStall> stalls = session.events()
                    .ofType(SessionEvent.SendingStall.class)
                    .replay()
                    .autoConnect(0);
            Studio.awaitPicture(session, Studio::isUnchanged);

            relay.outage(Duration.ofMinutes(1));

            assertThat(stalls.next().block(SOON)).isEqualTo(new SessionEvent.SendingStall(true, Duration.ZERO));
            long sent = session.counters().framesSent();
            long dropped = session.counters().localFramesDropped();
            until(() -> session.counters().localFramesDropped() > dropped + 3);
            assertThat(session.counters().framesSent()).isEqualTo(sent);

            relay.outage(Duration.ZERO);

            SessionEvent.SendingStall over = Objects.requireNonNull(
                    stalls.filter(stall -> !stall.stalled()).blockFirst(Studio.PATIENCE));
            assertThat(over.duration()).isPositive();
            until(() -> session.counters().framesSent() > sent);
            session.disconnect().block(Studio.PATIENCE);
        }
        before.assertNone();
    }

    private static void until(BooleanSupplier holds) {
        Mono.fromSupplier(holds::getAsBoolean)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(20)))
                .block(Studio.PATIENCE);
    }
}
