package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A client that says whatever a test wants, and remembers what it hears. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is seen by what is heard
final class RawClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final Connection connection;
    final Channel channel;
    private final Mono<WebSocketCloseStatus> closed;
    private final Mono<Void> heardAll;

    private RawClient(Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
        WebsocketInbound in = (WebsocketInbound) connection.inbound();
        this.closed = in.receiveCloseStatus().cache();
        closed.onErrorComplete().subscribe();
        this.heardAll = in.aggregateFrames(64 << 20)
                .receiveFrames()
                .ofType(TextWebSocketFrame.class)
                .map(TextWebSocketFrame::text)
                .doOnNext(heard::add)
                .onErrorComplete()
                .then()
                .cache();
        heardAll.subscribe();
    }

    static RawClient open(String url) {
        return new RawClient(Objects.requireNonNull(HttpClient.newConnection()
                .websocket(WebsocketClientSpec.builder()
                        .maxFramePayloadLength(64 << 20)
                        .build())
                .uri(url)
                .connect()
                .cast(Connection.class)
                .block(PATIENCE)));
    }

    void send(String text) {
        send(new TextWebSocketFrame(text));
    }

    void send(WebSocketFrame frame) {
        channel.writeAndFlush(frame);
    }

    String await(Predicate<String> wanted) {
        ProxyHouse.await(() -> heard.stream().anyMatch(wanted));
        return heard.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** How the other side ended it; everything that came before has been heard. */
    WebSocketCloseStatus closed() {
        heardAll.block(PATIENCE);
        return Objects.requireNonNull(closed.block(PATIENCE));
    }

    void awaitEnd() {
        ProxyHouse.await(() -> !channel.isActive());
    }

    void assertOpen() {
        assertThat(channel.isActive()).isTrue();
    }

    void closeWith(int code, String reason) {
        ((WebsocketOutbound) connection.outbound()).sendClose(code, reason).block(PATIENCE);
    }

    /** Ends without a close frame. */
    void drop() {
        channel.close();
    }

    /** Reads nothing any more: unread bytes fill the proxy's window. */
    void stopReading() {
        channel.config().setAutoRead(false);
        channel.pipeline().addFirst(new ChannelDuplexHandler() {
            @Override
            public void read(ChannelHandlerContext context) {
                // Reactor Netty asks for each read.
            }

            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ReferenceCountUtil.release(message); // was asked for before
            }
        });
    }

    @Override
    public void close() {
        connection.dispose();
        channel.close();
        awaitEnd();
    }
}
