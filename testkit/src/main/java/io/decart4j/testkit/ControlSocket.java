package io.decart4j.testkit;

import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.concurrent.Queues;

/**
 * The server's end of a control WebSocket: one queue for everything it says, and the ways to end it. Methods may be
 * called by any thread; the work is done on the socket's event loop.
 */
final class ControlSocket {

    private static final int QUEUED_FRAMES = 1024;
    private static final int LONGEST_REASON = 120; // a control frame has room for 123 bytes

    private final Channel channel;
    private final Sinks.Many<byte[]> outbox = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<byte[]>get(QUEUED_FRAMES).get());
    private @Nullable CloseStatus closing;

    private record CloseStatus(int code, String reason) {}

    ControlSocket(Channel channel) {
        this.channel = channel;
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Runs at once on the event loop, later from elsewhere; nothing once the loop is gone. */
    void execute(Runnable step) {
        if (channel.eventLoop().inEventLoop()) {
            step.run();
        } else if (!channel.eventLoop().isShuttingDown()) {
            channel.eventLoop().execute(step);
        }
    }

    void send(ServerMessage message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
        SignalingCodec.write(message, frame);
        send(frame.toByteArray());
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(byte[] frame) {
        execute(() -> {
            if (closing == null && outbox.tryEmitNext(frame) == Sinks.EmitResult.FAIL_OVERFLOW) {
                reset(); // a client that does not read
            }
        });
    }

    /** Closes after what was sent before. */
    void close(int code, String reason) {
        execute(() -> {
            if (closing == null) {
                closing = new CloseStatus(code, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
                outbox.tryEmitComplete();
            }
        });
    }

    /** Resets the TCP connection: no close frame, no orderly end. */
    void reset() {
        execute(() -> reset(channel));
    }

    static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.newPromise());
        }
    }

    /** Pings, and hangs up on a client that has not said anything for so long: half open, or not reading. */
    void watch(Connection connection, Duration patience) {
        connection.onWriteIdle(patience.toMillis() / 3, this::ping);
        connection.onReadIdle(patience.toMillis(), () -> {
            if (channel.pipeline().get(Silence.NAME) == null) { // who is silent here does not listen either
                reset();
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a ping that fails is followed by silence
    private void ping() {
        channel.writeAndFlush(new PingWebSocketFrame());
    }

    void silence() {
        execute(() -> {
            if (channel.pipeline().get(Silence.NAME) == null) {
                channel.pipeline().addFirst(Silence.NAME, new Silence());
            }
        });
    }

    void endSilence() {
        execute(() -> {
            if (channel.pipeline().get(Silence.NAME) != null) {
                channel.pipeline().remove(Silence.NAME);
                channel.read();
            }
        });
    }

    /** Writes until the socket is closed from this side. */
    Mono<Void> writes(WebsocketOutbound out) {
        return out.sendObject(
                        outbox.asFlux().map(frame -> new TextWebSocketFrame(Unpooled.wrappedBuffer(frame))),
                        frame -> true)
                .then()
                .then(Mono.defer(() -> {
                    CloseStatus status = closing;
                    return status == null ? out.sendClose() : out.sendClose(status.code(), status.reason());
                }));
    }
}
