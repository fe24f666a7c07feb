package io.decart4j.benchmarks.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/**
 * A process of its own: acknowledges prompts and images, generates from the first image command on, and answers a prompt
 * {@code ticks} with {@link #TICKS} ticks, in bytes that are there already, so that it does not set the pace.
 */
public final class Service {

    /** Fewer than a session keeps for a subscriber: nothing may be lost. */
    static final int TICKS = 400;

    static final String TICK_PROMPT = "ticks";

    private static final int LARGEST_FRAME = 32 * 1024 * 1024;
    private static final ByteBuf MANY_TICKS = Unpooled.unreleasableBuffer(manyTicks());

    private Service() {}

    /** Prints its port, and runs until the standard input ends. */
    public static void main(String[] arguments) throws IOException {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(
                        "/v1/stream",
                        (in, out) -> talk(in),
                        WebsocketServerSpec.builder()
                                .maxFramePayloadLength(LARGEST_FRAME)
                                .build()))
                .bindNow();
        System.out.println(server.port());
        // Until the other process closes its end.
        while (System.in.read() >= 0) {
            System.out.println();
        }
        server.disposeNow();
    }

    private static Mono<Void> talk(WebsocketInbound in) {
        return Mono.create(done -> in.withConnection(connection -> in.receiveFrames()
                .ofType(TextWebSocketFrame.class)
                .subscribe(frame -> answer(connection.channel(), frame.content()), done::error, done::success)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who does not get it misses it
    private static void answer(Channel channel, ByteBuf said) {
        String start = said.toString(said.readerIndex(), Math.min(said.readableBytes(), 200), US_ASCII);
        if (start.startsWith("{\"type\":\"prompt\"")) {
            channel.writeAndFlush(new TextWebSocketFrame(
                    start.replace("\"type\":\"prompt\"", "\"type\":\"prompt_ack\",\"success\":true")));
            if (start.contains('"' + TICK_PROMPT + '"')) {
                // Past the encoder of frames: these are frames.
                channel.pipeline().firstContext().writeAndFlush(MANY_TICKS.duplicate());
            }
        } else if (start.startsWith("{\"type\":\"set_image\"")) {
            channel.write(new TextWebSocketFrame("{\"type\":\"set_image_ack\",\"success\":true}"));
            channel.writeAndFlush(new TextWebSocketFrame("{\"type\":\"generation_started\"}"));
        }
    }

    private static ByteBuf manyTicks() {
        byte[] tick = "{\"type\":\"generation_tick\",\"seconds\":12.5}".getBytes(US_ASCII);
        ByteBuf all = Unpooled.directBuffer((tick.length + 2) * TICKS);
        for (int i = 0; i < TICKS; i++) {
            all.writeByte(0x81).writeByte(tick.length).writeBytes(tick);
        }
        return all;
    }
}
