package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.SlowWay;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalDecartServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;
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
                        .withoutMedia()
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
                .timeouts(SessionTimeouts.builder()
                        .liveness(Duration.ofMillis(500), SILENCE)
                        .initialState(PATIENCE)
                        .image(PATIENCE)
                        .build());
    }

    /** Noise: two megabytes, and a third more on the wire. */
    private static byte[] image() {
        BufferedImage noise = new BufferedImage(820, 820, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int at = 0; at < 820 * 820; at++) {
            noise.setRGB(at % 820, at / 820, random.nextInt());
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(noise, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
