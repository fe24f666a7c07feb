package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.input.InitialState;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.RealtimeViewer;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.Pixels;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** A session in a room of a real livekit-server and one who watches it, both through the proxy and with keys of its users. */
class RoomViewerTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RealtimeModel SMALL = RealtimeModel.of("lucy-2.5", 320, 180, 15);

    private static Mono<Caller> byKey(ServerRequest request) {
        return Mono.justOrEmpty(request.headers().firstHeader("x-api-key"))
                .switchIfEmpty(Mono.justOrEmpty(request.queryParam("api_key")))
                .filter(key -> key.startsWith("user-"))
                .map(key -> Caller.named(key.substring(5)));
    }

    private static DecartClient client(ProxyHouse house, String key) {
        return DecartClient.builder().apiKey(key).realtimeBaseUrl(house.url()).build();
    }

    @Test
    void seesTheRoomOfASessionThatIsRelayed() {
        try (ProxyHouse house = new ProxyHouse(
                        LocalDecartServer.builder().livekit(LIVEKIT.process().access()),
                        RoomViewerTest::byKey,
                        p -> p);
                DecartClient ann = client(house, "user-ann");
                DecartClient bob = client(house, "user-bob");
                DecartClient stranger = client(house, "stranger")) {
            RealtimeSession session = Objects.requireNonNull(ann.realtime()
                    .connect(ConnectOptions.builder(SMALL)
                            .video(TestPattern.frames(SMALL.width(), SMALL.height(), SMALL.fps()))
                            .initialState(InitialState.prompt("film noir"))
                            .build())
                    .block(PATIENCE));
            String token = session.subscribeToken().orElseThrow();
            RealtimeViewer viewer =
                    Objects.requireNonNull(bob.realtime().subscribe(token).block(PATIENCE));
            viewer.video(frame -> TestPattern.PATCHES.stream()
                            .allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) < 30))
                    .filter(noir -> noir)
                    .blockFirst(PATIENCE);
            assertThatThrownBy(() -> stranger.realtime().subscribe(token).block(PATIENCE))
                    .isInstanceOf(DecartException.class)
                    .hasMessageContaining("401");
            viewer.disconnect().block(PATIENCE);
            session.disconnect().block(PATIENCE);
            ProxyHouse.await(() -> house.proxy.counters().open() == 0);
        }
    }
}
