package io.decart4j.proxy;

import io.decart4j.websocket.WebSocketConnection;
import io.decart4j.websocket.WebSocketEnd;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One side's WebSocket. Methods may be called by any thread. */
final class WebSocketSide {

    /** How long a side may take to accept a close frame, behind what waits before it. */
    static final Duration GOODBYE = Duration.ofSeconds(2);

    private final CloseReason.By side;
    private final WebSocketConnection connection;
    private final ProxyLimits limits;

    WebSocketSide(CloseReason.By side, WebSocketConnection connection, ProxyLimits limits) {
        this.side = side;
        this.connection = connection;
        this.limits = limits;
    }

    /** Whole frames as they come, valid during the call only. Completes when the socket has ended. One subscriber. */
    Flux<WebSocketFrame> frames() {
        return connection.frames();
    }

    /** How the socket ended; asked for once the frames have. */
    Mono<CloseReason> ending() {
        return connection.end().map(this::ending);
    }

    /** Completes when the frame is on its way; an error when the socket is closed. */
    Mono<Void> write(Frame frame) {
        return connection.send(frame::toNetty);
    }

    /** Control frames are not queued behind what the other side does not take. */
    void control(WebSocketFrame frame) {
        connection.control(frame);
    }

    /** Pings the side, and completes when it counts as dead, takes nothing, or is stuck in one message. */
    Mono<Void> dead() {
        return connection.dead(limits.ping(), limits.silence(), limits.frameTime());
    }

    /** Says goodbye, and hangs up on whoever does not answer. Completes when the connection is closed. */
    Mono<Void> close(CloseReason ending) {
        return connection.close(ending.code(), ending.shortReason(), GOODBYE);
    }

    /** Hangs up without a word. */
    void reset() {
        connection.reset();
    }

    private CloseReason ending(WebSocketEnd end) {
        if (end.failure() == null) {
            return new CloseReason(side, end.code(), end.reason(), null);
        }
        return end.code() == WebSocketEnd.TOO_BIG
                ? CloseReason.tooBig()
                : new CloseReason(side, CloseReason.LOST, "", null);
    }
}
