package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.DeafServer;
import io.decart4j.contract.LeakRecorder;
import io.decart4j.contract.RawServer;
import io.decart4j.contract.SlowWay;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

/** What counts as life where much is to be sent. */
class LivenessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration PING = Duration.ofMillis(200);
    private static final Duration SILENCE = Duration.ofMillis(1000);
    private static final int MIB = 1 << 20;

    @Test
    void aLargeMessageOnASlowWayIsLifeForAsLongAsItProgresses() {
        AtomicLong received = new AtomicLong();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendWebsocket(
                        (in, out) -> in.receiveFrames()
                                .doOnNext(frame ->
                                        received.addAndGet(frame.content().readableBytes()))
                                .then(),
                        WebsocketServerSpec.builder()
                                .maxFramePayloadLength(8 * MIB)
                                .build()))
                .bindNow();
        try (SlowWay way = new SlowWay(server.port(), MIB)) {
            WebSocketConnection socket = open(way.port());
            CompletableFuture<String> over = over(socket);

            CompletableFuture<Void> sent =
                    socket.send(() -> frame(4 * MIB)).toFuture(); // four times as long as the limit

            until(() -> received.get() == 4 * MIB || over.isDone());
            assertThat(over).as("over, with %d bytes across", received.get()).isNotDone();
            assertThat(sent).succeedsWithin(PATIENCE);
            socket.close(1000, "", Duration.ofSeconds(1)).block(PATIENCE);
            assertThat(over).succeedsWithin(PATIENCE);
        }
        server.disposeNow();
        assertThat(LeakRecorder.collect()).isEmpty();
    }

    @Test
    void aSideThatTakesNothingIsNoticedThoughMuchWaits() {
        deaf(server -> {}, socket -> {});
    }

    @Test
    void whatIsAddedBehindItIsNoProgress() {
        deaf(server -> {}, socket -> socket.send(() -> frame(10)).subscribe(null, e -> {}));
    }

    @Test
    void aSideThatTalksButTakesNothingIsNoticedToo() {
        deaf(server -> server.say((byte) 0x89, (byte) 0), socket -> {});
    }

    private static void deaf(Consumer<DeafServer> says, Consumer<WebSocketConnection> does) {
        try (DeafServer server = new DeafServer()) {
            WebSocketConnection socket = open(server.port());
            CompletableFuture<String> over = over(socket);
            CompletableFuture<Void> sent = socket.send(() -> frame(16 * MIB)).toFuture();
            Disposable meanwhile = Flux.interval(Duration.ofMillis(50)).subscribe(tick -> {
                says.accept(server);
                does.accept(socket);
            });
            assertThat(over).succeedsWithin(PATIENCE).isEqualTo("dead");
            meanwhile.dispose();
            assertThat(sent).isNotDone();
            socket.close(1000, "", Duration.ofMillis(100)).block(PATIENCE);
            assertThat(sent).failsWithin(PATIENCE);
        }
        assertThat(LeakRecorder.collect()).isEmpty();
    }

    @Test
    void aMessageThatBeginsAfterALongPauseIsNotLate() {
        try (RawServer server = new RawServer()) {
            CompletableFuture<WebSocketConnection> opening = opening(server.port());
            RawServer.Call call = server.next();
            call.upgrade();
            WebSocketConnection socket =
                    Objects.requireNonNull(Mono.fromFuture(opening).block(PATIENCE));
            Duration whole = Duration.ofMillis(300);
            CompletableFuture<String> over = Mono.firstWithSignal(
                            socket.frames().then(socket.end()).map(WebSocketEnd::toString),
                            socket.dead(PING, PATIENCE, whole).thenReturn("dead"))
                    .toFuture();
            call.frame(0x81, (byte) 'a');
            assertThat(over)
                    .as("quiet for longer than a message may take")
                    .failsWithin(whole.multipliedBy(2))
                    .withThrowableOfType(TimeoutException.class);
            call.write((byte) 0x81); // half a head
            call.write((byte) 1, (byte) 'b');
            assertThat(over).failsWithin(whole).withThrowableOfType(TimeoutException.class);
            call.write((byte) 0x81);
            Disposable drip =
                    Flux.interval(Duration.ofMillis(20)).subscribe(tick -> call.write((byte) (tick == 0 ? 126 : 60)));
            assertThat(over).succeedsWithin(PATIENCE).isEqualTo("dead");
            drip.dispose();
            socket.close(1000, "", Duration.ofMillis(100)).block(PATIENCE);
        }
    }

    private static WebSocketFrame frame(int bytes) {
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[bytes]));
    }

    private static CompletableFuture<String> over(WebSocketConnection socket) {
        return Mono.firstWithSignal(
                        socket.frames().then(socket.end()).map(WebSocketEnd::toString),
                        socket.dead(PING, SILENCE, SILENCE).thenReturn("dead"))
                .toFuture();
    }

    private static CompletableFuture<WebSocketConnection> opening(int port) {
        return new WebSocketOpener(HttpClient.newConnection(), MIB, null)
                .open(URI.create("ws://127.0.0.1:" + port + "/"), null)
                .toFuture();
    }

    private static WebSocketConnection open(int port) {
        return Objects.requireNonNull(Mono.fromFuture(opening(port)).block(PATIENCE));
    }

    private static void until(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(10))
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }
}
