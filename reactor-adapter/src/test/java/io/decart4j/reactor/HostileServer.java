package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.RecordingLeakDetector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.tcp.TcpServer;

/** A server that keeps no rule of the protocol, a client of it, and the check that nothing is left of both. */
final class HostileServer implements AutoCloseable {

    final Leftovers before = Leftovers.snapshot();
    final DisposableServer server;
    final DecartClient client;

    private HostileServer(DisposableServer server, String scheme) {
        this.server = server;
        this.client = DecartClient.builder()
                .apiKey("dct_s3cret")
                .baseUrl("http://127.0.0.1:" + server.port())
                .realtimeBaseUrl(scheme + "://127.0.0.1:" + server.port())
                .build();
    }

    static HostileServer http(
            BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler) {
        return new HostileServer(
                HttpServer.create().host("127.0.0.1").port(0).handle(handler).bindNow(), "ws");
    }

    /** Upgrades, then writes what it is given as it is, past the encoder of frames. */
    static HostileServer frames(Function<Channel, ? extends Publisher<ByteBuf>> script) {
        return http((request, response) -> response.sendWebsocket((in, out) -> {
            in.receive().subscribe(ignored -> {}, e -> {});
            Mono<Void> said = Mono.create(sink ->
                    in.withConnection(connection -> write(connection.channel(), script.apply(connection.channel()))
                            .subscribe(sink::success)));
            return said.then(Mono.never());
        }));
    }

    /** Answers a connection with bytes that need not be HTTP. */
    static HostileServer bytes(String scheme, Function<Channel, ? extends Publisher<ByteBuf>> script) {
        return new HostileServer(
                TcpServer.create()
                        .host("127.0.0.1")
                        .port(0)
                        .handle((in, out) -> {
                            in.receive().subscribe(ignored -> {}, e -> {});
                            Mono<Void> said = Mono.create(sink -> in.withConnection(
                                    connection -> write(connection.channel(), script.apply(connection.channel()))
                                            .subscribe(sink::success)));
                            return said.then(Mono.never());
                        })
                        .bindNow(),
                scheme);
    }

    /** One after the other, as fast as the other side reads; ends when the socket does. */
    private static Mono<Void> write(Channel channel, Publisher<ByteBuf> pieces) {
        return Flux.from(pieces)
                .concatMap(piece -> Mono.<Void>create(sink -> channel.eventLoop()
                        .execute(() -> channel.pipeline()
                                .firstContext()
                                .writeAndFlush(piece)
                                .addListener(done -> {
                                    if (done.isSuccess()) {
                                        sink.success();
                                    } else {
                                        sink.error(done.cause());
                                    }
                                }))))
                .then()
                .onErrorComplete();
    }

    /** The bytes of one server frame. */
    static ByteBuf frame(int firstByte, byte[] payload) {
        ByteBuf frame = Unpooled.buffer(payload.length + 10);
        header(frame, firstByte, payload.length);
        return frame.writeBytes(payload);
    }

    static ByteBuf text(String text) {
        return frame(0x81, text.getBytes(UTF_8));
    }

    /** A frame's head that says how much will follow. */
    static ByteBuf head(int firstByte, long length) {
        return header(Unpooled.buffer(10), firstByte, length);
    }

    private static ByteBuf header(ByteBuf to, int firstByte, long length) {
        to.writeByte(firstByte);
        if (length < 126) {
            return to.writeByte((int) length);
        }
        return length < 65_536
                ? to.writeByte(126).writeShort((int) length)
                : to.writeByte(127).writeLong(length);
    }

    static ConnectOptions.Builder options() {
        return ConnectOptions.builder(Studio.SMALL).transport(Transport.DIRECT).reconnect(ReconnectPolicy.NONE);
    }

    RealtimeSession connected() {
        return Objects.requireNonNull(
                client.realtime().connect(options().build()).block(Studio.PATIENCE));
    }

    /** How a connect ends that has to fail: in a typed error that does not quote the key, soon. */
    DecartException failure() {
        return failure(options());
    }

    DecartException failure(ConnectOptions.Builder options) {
        Throwable failure = client.realtime()
                .connect(options.build())
                .<Throwable>map(session -> new AssertionError("it has connected"))
                .onErrorResume(Mono::just)
                .block(Studio.PATIENCE);
        assertThat(failure).isInstanceOf(DecartException.class);
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each)).doesNotContain("s3cret");
        }
        return (DecartException) Objects.requireNonNull(failure);
    }

    @Override
    public void close() {
        client.close();
        server.disposeNow(Duration.ofSeconds(5));
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
