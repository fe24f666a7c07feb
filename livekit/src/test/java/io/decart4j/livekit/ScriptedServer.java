package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalSocket;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import livekit.LivekitRtc;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** The server's end of signal connections, which says what a test tells it to and nothing else. */
final class ScriptedServer implements AutoCloseable {

    /** One signal connection. */
    static final class Call {

        final String uri;
        final @Nullable String authorization;
        private final Sinks.Many<LivekitRtc.SignalRequest> received =
                Sinks.many().replay().all();
        private final Sinks.Many<LivekitRtc.SignalResponse> sent =
                Sinks.many().unicast().onBackpressureBuffer();
        private final Sinks.One<WebSocketCloseStatus> closed = Sinks.one();
        private final AtomicInteger open;
        private volatile @Nullable Connection connection;

        private Call(HttpServerRequest request, AtomicInteger open) {
            this.open = open;
            uri = request.uri();
            authorization = request.requestHeaders().get("Authorization");
        }

        synchronized void send(LivekitRtc.SignalResponse.Builder response) {
            sent.tryEmitNext(response.build()).orThrow();
        }

        Flux<LivekitRtc.SignalRequest> received() {
            return received.asFlux();
        }

        /** Waits for the first message that passes, also among those that came already. */
        LivekitRtc.SignalRequest await(Predicate<LivekitRtc.SignalRequest> test) {
            return received()
                    .filter(test)
                    .next()
                    .blockOptional(Machine.PATIENCE)
                    .orElseThrow();
        }

        /** How the client closed. */
        int closeCode() {
            return closed.asMono().blockOptional(Machine.PATIENCE).orElseThrow().code();
        }

        /** Without a goodbye. */
        void cut() {
            Connection there = connection;
            if (there == null) {
                throw new AssertionError("not open");
            }
            FutureMono.from(there.channel().close()).block(Machine.PATIENCE);
        }

        private Publisher<Void> run(WebsocketInbound in, WebsocketOutbound out) {
            in.withConnection(opened -> connection = opened);
            in.aggregateFrames(SignalSocket.MAX_MESSAGE_BYTES);
            Mono<Void> reading = in.receiveFrames()
                    .ofType(BinaryWebSocketFrame.class)
                    .doOnNext(frame -> received.tryEmitNext(read(frame)).orThrow())
                    .then()
                    .onErrorComplete();
            in.receiveCloseStatus().onErrorComplete().subscribe(closed::tryEmitValue);
            Mono<Void> writing = out.sendObject(
                            sent.asFlux()
                                    .map(response -> new BinaryWebSocketFrame(
                                            out.alloc().buffer().writeBytes(response.toByteArray()))),
                            any -> true)
                    .then();
            open.incrementAndGet();
            return Mono.firstWithSignal(reading, writing).doFinally(end -> open.decrementAndGet());
        }

        private static LivekitRtc.SignalRequest read(BinaryWebSocketFrame frame) {
            try {
                return LivekitRtc.SignalRequest.parseFrom(frame.content().nioBuffer());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private record Refusal(int status, String body, int validation) {}

    private final AtomicInteger open = new AtomicInteger();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final DisposableServer server;
    private volatile @Nullable Refusal refusal;

    ScriptedServer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::handle)
                .bindNow();
    }

    RoomOptions.Builder options() {
        return RoomOptions.builder(URI.create("ws://127.0.0.1:" + server.port() + "/prefix/"), "first.token")
                .hostCandidatesOnly()
                .rejoin(RealServer.QUICK);
    }

    /** Every connection from now on is answered with an HTTP error. */
    void refuse(int status, String body) {
        refusal = new Refusal(status, body, status);
    }

    /** Every connection from now on is answered with an HTTP error, while the question for the reason succeeds. */
    void refuseUpgrades(int status, String answer) {
        refusal = new Refusal(status, answer, 200);
    }

    /** The next connection that was accepted. */
    Call next() {
        try {
            return Optional.ofNullable(calls.poll(Machine.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .orElseThrow(() -> new AssertionError("no connection"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** As {@link #next()}, which gives the same one afterwards. */
    Call peek() {
        Machine.until(() -> !calls.isEmpty());
        return calls.element();
    }

    /** Connections that have not ended. */
    int open() {
        return open.get();
    }

    boolean hasAnother() {
        return !calls.isEmpty();
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Refusal no = refusal;
        if (no != null) {
            boolean validates = request.path().equals("prefix/rtc/validate");
            return response.status(validates ? no.validation() : no.status())
                    .sendString(Mono.just(validates ? no.body() : "upgrade refused"));
        }
        Call call = new Call(request, open);
        calls.add(call);
        return response.sendWebsocket(call::run);
    }
}
