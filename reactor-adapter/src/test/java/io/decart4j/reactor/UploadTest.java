package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.SlowWay;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** An image that takes longer to send than a connection may be silent, over a way that is slow up. */
class UploadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final int BYTES_PER_SECOND = 400_000;

    @Test
    void anImageOfAConnectedSessionIsSentAndAcknowledged() {
        overASlowWay((client, events) -> {
            RealtimeSession session = client.realtime().session(options().build());
            session.events().subscribe(events::add);
            session.connect().block(PATIENCE);
            session.setImage(ImageSource.of(image())).block(PATIENCE);
        });
    }

    @Test
    void anImageOfTheInitialStateIsSentAndAcknowledged() {
        overASlowWay((client, events) -> {
            RealtimeSession session = client.realtime()
                    .session(options()
                            .initialState(InitialState.image(ImageSource.of(image())))
                            .build());
            session.events().subscribe(events::add);
            session.connect().block(PATIENCE);
        });
    }

    private static void overASlowWay(BiConsumer<DecartClient, List<SessionEvent>> session) {
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        try (LocalDecartServer server = LocalDecartServer.start();
                SlowWay way = new SlowWay(server.port(), BYTES_PER_SECOND);
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .realtimeBaseUrl("ws://127.0.0.1:" + way.port())
                        .links(real -> channel -> new NoMedia())
                        .build()) {
            long since = System.nanoTime();
            session.accept(client, events);
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .as("or the way was not slow")
                    .isGreaterThan(SILENCE.plusSeconds(1));
            assertThat(events).noneMatch(SessionEvent.Reconnecting.class::isInstance);
        }
    }

    private static ConnectOptions.Builder options() {
        return Studio.direct()
                .reconnect(Studio.QUICK)
                .timeouts(SessionTimeouts.DEFAULT
                        .withLiveness(Duration.ofMillis(500), SILENCE)
                        .withInitialState(PATIENCE)
                        .withImage(PATIENCE));
    }

    /** Two megabytes, and a third more on the wire. */
    private static byte[] image() {
        byte[] png = new byte[2_000_000];
        new Random(1).nextBytes(png);
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a}, 0, png, 0, 8);
        return png;
    }
}
