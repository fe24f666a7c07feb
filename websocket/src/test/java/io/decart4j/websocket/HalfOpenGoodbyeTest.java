package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.DeafServer;
import io.decart4j.contract.LeakRecorder;
import io.decart4j.contract.RawServer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** A goodbye to a side that answers no more: it is waited for as long as was said, the socket is gone, and nobody is told twice. */
class HalfOpenGoodbyeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** For a machine that has other things to do, too. */
    private static final Duration LATE = LIMIT.multipliedBy(5);

    private static final int MIB = 1 << 20;

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @BeforeEach
    void watchTheHook() {
        Hooks.resetOnErrorDropped();
        Hooks.onErrorDropped(dropped::add);
    }

    @Test
    void whoReadsButAnswersNothingIsHungUpOn() {
        try (RawServer server = new RawServer()) {
            CompletableFuture<WebSocketConnection> opening = opening(server.port());
            RawServer.Call call = server.next();
            call.upgrade();
            WebSocketConnection socket = opened(opening);
            CompletableFuture<WebSocketEnd> over = over(socket);

            assertThat(closing(socket)).succeedsWithin(LATE);

            assertThat(call.closeCode()).isEqualTo(1000);
            call.awaitEnd();
            assertThat(over).succeedsWithin(PATIENCE);
        }
        nothingIsDroppedOrLeft();
    }

    @Test
    void whoReadsNothingIsHungUpOnThoughTheGoodbyeItselfWaits() {
        try (DeafServer server = new DeafServer()) {
            WebSocketConnection socket = opened(opening(server.port()));
            CompletableFuture<WebSocketEnd> over = over(socket);
            CompletableFuture<Void> sent =
                    socket.send(HalfOpenGoodbyeTest::more).toFuture();

            assertThat(closing(socket)).succeedsWithin(LATE);

            server.awaitEnd();
            assertThat(sent).failsWithin(PATIENCE);
            assertThat(over).succeedsWithin(PATIENCE);
            assertThat(socket.send(HalfOpenGoodbyeTest::more).toFuture()).failsWithin(PATIENCE);
        }
        nothingIsDroppedOrLeft();
    }

    @Test
    void manyWhoSayGoodbyeAtOnceWaitNoLongerThanOne() {
        try (DeafServer server = new DeafServer()) {
            WebSocketConnection socket = opened(opening(server.port()));
            CompletableFuture<WebSocketEnd> over = over(socket);
            assertThat(Flux.range(0, 20)
                            .flatMap(i -> socket.close(1000, "", LIMIT))
                            .then()
                            .toFuture())
                    .succeedsWithin(LATE);
            server.awaitEnd();
            assertThat(over).succeedsWithin(PATIENCE);
        }
        nothingIsDroppedOrLeft();
    }

    private void nothingIsDroppedOrLeft() {
        assertThat(dropped).isEmpty();
        assertThat(LeakRecorder.collect()).isEmpty();
    }

    private static CompletableFuture<Void> closing(WebSocketConnection socket) {
        return socket.close(1000, "", LIMIT).toFuture();
    }

    /** More than the buffers on the way take. */
    private static BinaryWebSocketFrame more() {
        return new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[16 * MIB]));
    }

    private static CompletableFuture<WebSocketEnd> over(WebSocketConnection socket) {
        return socket.frames().then(socket.end()).toFuture();
    }

    private static CompletableFuture<WebSocketConnection> opening(int port) {
        return new WebSocketOpener(HttpClient.newConnection(), MIB, null)
                .open(URI.create("ws://127.0.0.1:" + port + "/"), null)
                .toFuture();
    }

    private static WebSocketConnection opened(CompletableFuture<WebSocketConnection> opening) {
        return Objects.requireNonNull(Mono.fromFuture(opening).block(PATIENCE));
    }
}
