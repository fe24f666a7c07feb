package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.message.ClientMessage;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeConnection;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.RealtimeViewer;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.Pixels;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The client of this project with real video, through the proxy: it does not notice. */
class ProxyMediaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RealtimeModel SMALL = new RealtimeModel("lucy-2.1", "/v1/stream", 15, 320, 180);

    private static DecartClient client(ProxyHouse house) {
        return DecartClient.builder()
                .apiKey("user-ann")
                .realtimeBaseUrl(house.url())
                .build();
    }

    private static RealtimeSession connect(DecartClient client) {
        return Objects.requireNonNull(client.realtime()
                .connect(ConnectOptions.builder(SMALL)
                        .transport(Transport.DIRECT)
                        .video(TestPattern.frames(SMALL.width(), SMALL.height(), SMALL.fps()))
                        .initialState(InitialState.prompt("invert"))
                        .reconnect(ReconnectPolicy.builder()
                                .retries(5)
                                .firstDelay(Duration.ofMillis(20))
                                .longestDelay(Duration.ofMillis(200))
                                .jitter(0)
                                .build())
                        .build())
                .block(PATIENCE));
    }

    private static boolean isNoir(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) < 30);
    }

    private static void awaitNoir(RealtimeConnection<?> connection, boolean noir) {
        connection.video(ProxyMediaTest::isNoir).filter(seen -> seen == noir).blockFirst(PATIENCE);
    }

    @Test
    void promptsPixelsTicksAndBilling() {
        List<Usage> told = new CopyOnWriteArrayList<>();
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.onUsage(usage -> Mono.fromRunnable(() -> told.add(usage)))
                        .onClientMessage((session, message) -> message instanceof ClientMessage.Prompt p
                                        && p.prompt().contains("gore")
                                ? Mono.just(Verdict.refuse("Not here"))
                                : Mono.empty()));
                DecartClient client = client(house)) {
            RealtimeSession session = connect(client);
            awaitNoir(session, false);
            session.setPrompt("film noir").block(PATIENCE);
            awaitNoir(session, true);
            assertThatThrownBy(() -> session.setPrompt("gore").block(PATIENCE))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("Not here");
            session.events().ofType(SessionEvent.GenerationTick.class).take(3).blockLast(PATIENCE);
            session.disconnect().block(PATIENCE);
            ProxyHouse.await(() -> told.stream().anyMatch(Usage::last));
            assertThat(told.get(told.size() - 1).seconds()).isPositive();
        }
    }

    @Test
    void aDropIsRecoveredWithTheLastPrompt() {
        try (ProxyHouse house = new ProxyHouse();
                DecartClient client = client(house)) {
            RealtimeSession session = connect(client);
            session.setPrompt("film noir").block(PATIENCE);
            String before = session.sessionId().orElseThrow();
            house.service.faults().drop();
            session.events()
                    .filter(event -> session.isConnected()
                            && !session.sessionId().orElseThrow().equals(before))
                    .blockFirst(PATIENCE);
            awaitNoir(session, true);
            assertThat(house.session().prompt()).contains("film noir");
        }
    }

    @Test
    void aViewerWatchesThroughTheProxy() {
        try (ProxyHouse house = new ProxyHouse();
                DecartClient client = client(house)) {
            RealtimeSession session = connect(client);
            session.setPrompt("film noir").block(PATIENCE);
            RealtimeViewer viewer = Objects.requireNonNull(client.realtime()
                    .subscribe(session.subscribeToken().orElseThrow())
                    .block(PATIENCE));
            awaitNoir(viewer, true);
            assertThat(house.proxy.counters().open()).isEqualTo(2);
            viewer.disconnect().block(PATIENCE);
            ProxyHouse.await(() -> house.proxy.counters().open() == 1);
        }
    }
}
