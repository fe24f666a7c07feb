package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.contract.RawServer;
import io.decart4j.livekit.internal.signal.SignalSocket;
import io.decart4j.websocket.ConnectionGate;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

class RoomOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "wss://bücher.example/a,    wss://xn--bcher-kva.example/a",
        "https://example.com,       https://example.com"
    })
    void aServerIsWhereTheNetworkFindsIt(URI url, URI taken) {
        assertThat(RoomOptions.builder(url, "a.b.c").build().url()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ws://127.0.0.256", "ws://livekit-server:99999", "wss://a_b..c", "ws://livekit_server:7880"})
    void aHostThatCannotBeLookedUpIsCalledByItsName(URI url) {
        assertThatThrownBy(() -> RoomOptions.builder(url, "a.b.c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("url takes a host ")
                .hasMessageContaining(url.toString());
    }

    /** What it adds to each request is meant for other servers; the question why a room is refused goes the same way. */
    @Test
    void theCallersClientIsUsedButItsHeadersDoNotReachTheRoom() {
        List<String> lookedUp = new CopyOnWriteArrayList<>();
        HttpClient own = HttpClient.newConnection()
                .resolver(new Everywhere(lookedUp))
                .headers(headers -> headers.set("Authorization", "Basic s3cret"))
                .headersWhen(headers -> Mono.just(headers.set("X-Company", "s3cret")))
                .doOnRequest((request, connection) -> request.header("Cookie", "company=s3cret"));
        try (RawServer server = new RawServer()) {
            RoomOptions options = RoomOptions.builder(
                            URI.create("ws://livekit-room.test:" + server.port()), "room.token")
                    .httpClient(own)
                    .build();
            CompletableFuture<SignalSocket> opening =
                    options.signalConnector().open("room.token", null, 0).toFuture();
            for (String path : List.of("/rtc?", "/rtc/validate?")) {
                RawServer.Call call = server.next();
                assertThat(call.request())
                        .startsWith("GET " + path)
                        .contains("uthorization: Bearer room.token\r\n")
                        .doesNotContain("s3cret", "ompany");
                call.write(
                        "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(opening)
                    .failsWithin(Machine.PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(LiveKitException.NotAllowed.class);
        }
        assertThat(lookedUp).containsExactly("livekit-room.test", "livekit-room.test");
    }

    /** Every name is this machine's. */
    private static final class Everywhere extends AddressResolverGroup<InetSocketAddress> {

        private final List<String> lookedUp;

        Everywhere(List<String> lookedUp) {
            this.lookedUp = lookedUp;
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {
                @Override
                protected void doResolve(String name, Promise<InetAddress> found) {
                    lookedUp.add(name);
                    found.setSuccess(InetAddress.getLoopbackAddress());
                }

                @Override
                protected void doResolveAll(String name, Promise<List<InetAddress>> found) {
                    lookedUp.add(name);
                    found.setSuccess(List.of(InetAddress.getLoopbackAddress()));
                }
            });
        }
    }

    @Test
    void roomsPassTheGateThatTheyAreGiven() {
        List<Long> arrived = new CopyOnWriteArrayList<>();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> {
                    arrived.add(System.nanoTime());
                    return response.sendWebsocket((in, out) -> in.receive().then());
                })
                .bindNow();
        RoomOptions options = RoomOptions.builder(URI.create("ws://127.0.0.1:" + server.port()), "a.b.c")
                .gate(new ConnectionGate(1))
                .build();
        List<SignalSocket> sockets = Flux.range(0, 3)
                .flatMap(i -> options.signalConnector().open("a.b.c", null, 0))
                .collectList()
                .blockOptional(Duration.ofSeconds(30))
                .orElseThrow();
        sockets.forEach(socket -> socket.close().block(Machine.PATIENCE));
        server.disposeNow();
        // What happens on the way may bring two of them nearer to one another.
        assertThat(arrived.get(2) - arrived.get(0)).isGreaterThan(1_500_000_000L);
    }
}
