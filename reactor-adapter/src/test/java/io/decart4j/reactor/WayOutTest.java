package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.contract.RawServer;
import io.decart4j.error.InvalidOptionException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.transport.ProxyProvider;

/** What a session connects to goes the caller's way out: the control socket, and that of its room. */
class WayOutTest {

    private static final String SERVICE = "decart-service.test";
    private static final String ROOM = "livekit-room.test";

    private static final String INFO = "{\"type\":\"livekit_room_info\",\"livekit_url\":\"ws://" + ROOM
            + ":7880\",\"token\":\"room.token\",\"room_name\":\"r\",\"session_id\":\"s\"}";

    private final RawServer room = new RawServer();
    private final List<Long> arrived = new CopyOnWriteArrayList<>();
    /** Names the room to whoever asks for one. */
    private final DisposableServer service = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> {
                arrived.add(System.nanoTime());
                Sinks.One<String> named = Sinks.one();
                return response.sendWebsocket((in, out) -> Mono.when(
                        out.sendString(named.asMono()).then(),
                        in.receiveFrames()
                                .ofType(TextWebSocketFrame.class)
                                .filter(frame -> frame.text().contains("livekit_join"))
                                .doOnNext(join -> named.tryEmitValue(INFO))
                                .then()));
            })
            .bindNow();

    private final ForwardProxy proxy = new ForwardProxy(Map.of(SERVICE, service.port(), ROOM, room.port()));

    @AfterEach
    void close() {
        proxy.close();
        room.close();
        service.disposeNow();
    }

    private DecartClient.Builder client() {
        return DecartClient.builder()
                .apiKey("dct_s3cret")
                .allowInsecure(true)
                .realtimeBaseUrl("ws://" + SERVICE + ":8787");
    }

    private HttpClient throughTheProxy() {
        return HttpClient.newConnection()
                .proxy(spec ->
                        spec.type(ProxyProvider.Proxy.HTTP).host("127.0.0.1").port(proxy.port()));
    }

    private static Disposable connect(DecartClient client) {
        return client.realtime()
                .connect(ConnectOptions.builder(Studio.SMALL)
                        .transport(Transport.LIVEKIT)
                        .reconnect(ReconnectPolicy.NONE)
                        .build())
                .onErrorComplete()
                .subscribe();
    }

    private void isAskedForBoth(UnaryOperator<DecartClient.Builder> options) {
        try (DecartClient client = options.apply(client()).build()) {
            Disposable connecting = connect(client);
            RawServer.Call signal = room.next();
            assertThat(signal.request())
                    .startsWith("GET /rtc?")
                    .contains("uthorization: Bearer room.token\r\n")
                    .doesNotContain("s3cret", "ompany");
            assertThat(proxy.asked()).containsExactly(SERVICE, ROOM);
            signal.write("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            RawServer.Call why = room.next();
            assertThat(why.request())
                    .startsWith("GET /rtc/validate?")
                    .contains("uthorization: Bearer room.token\r\n")
                    .doesNotContain("s3cret", "ompany");
            assertThat(proxy.asked()).containsExactly(SERVICE, ROOM, ROOM);
            connecting.dispose();
        }
    }

    @Test
    void aRoomIsReachedThroughTheProxyOfTheHttpClient() {
        isAskedForBoth(options -> options.httpClient(throughTheProxy()));
    }

    @Test
    void aRoomIsReachedThroughTheProxyOfTheWebSocketClientFirst() {
        isAskedForBoth(options -> options.httpClient(HttpClient.newConnection()).webSocketClient(throughTheProxy()));
    }

    @Test
    @SuppressWarnings("deprecation") // callers use it all the same
    void headersThatTheCallersClientAddsDoNotReachTheRoom() {
        isAskedForBoth(options -> options.httpClient(throughTheProxy()
                .headers(headers -> headers.set("Authorization", "Basic s3cret"))
                .headersWhen(headers -> Mono.just(headers.set("X-Company", "s3cret")))
                .doOnRequest((request, connection) -> request.header("Cookie", "company=s3cret"))));
    }

    @Test
    void openingsOfAClientToAServerPassOneGate() {
        try (DecartClient client =
                client().httpClient(throughTheProxy()).openingsPerSecond(2).build()) {
            Disposable all = Flux.range(0, 5).doOnNext(i -> connect(client)).subscribe();
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> arrived.size() == 5)
                    .blockLast(Studio.PATIENCE);
            all.dispose();
            // What happens on the way may bring two of them nearer to one another.
            assertThat(arrived.get(2) - arrived.get(0)).isGreaterThan(800_000_000L);
            assertThat(arrived.get(4) - arrived.get(2)).isGreaterThan(800_000_000L);
        }
    }

    @Test
    void aGateThatLetsNobodyInIsRefused() {
        assertThatThrownBy(() -> DecartClient.builder().openingsPerSecond(0))
                .isInstanceOfSatisfying(
                        InvalidOptionException.class,
                        e -> assertThat(e.option()).isEqualTo("openingsPerSecond"))
                .hasMessageContaining("takes 1 or more, not 0");
    }
}
