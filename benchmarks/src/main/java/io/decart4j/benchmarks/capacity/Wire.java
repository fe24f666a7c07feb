package io.decart4j.benchmarks.capacity;

import dev.onvoid.webrtc.RTCIceCandidate;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;

/** The protocol's messages on a WebSocket, for ends that have no client of it. */
final class Wire {

    private final Channel channel;

    Wire(Connection connection) {
        channel = connection.channel();
    }

    /** Hands on each message, one after the other, on a thread that may block; completes with the connection. */
    static Mono<Void> hear(WebsocketInbound in, Consumer<byte[]> message) {
        return in.aggregateFrames()
                .receiveFrames()
                .ofType(TextWebSocketFrame.class)
                .map(frame -> frame.text().getBytes(StandardCharsets.UTF_8))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(message)
                .then();
    }

    void say(ClientMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignalingCodec.write(message, bytes);
        write(bytes);
    }

    void say(ServerMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignalingCodec.write(message, bytes);
        write(bytes);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // who does not get it misses it
    private void write(ByteArrayOutputStream bytes) {
        WebSocketFrame frame = new TextWebSocketFrame(bytes.toString(StandardCharsets.UTF_8));
        channel.writeAndFlush(frame);
    }

    static Candidate candidate(RTCIceCandidate from) {
        return new Candidate(from.sdp, from.sdpMid, from.sdpMLineIndex, null);
    }

    static RTCIceCandidate candidate(Candidate from) {
        int line = from.sdpMLineIndex() == null ? 0 : from.sdpMLineIndex();
        return new RTCIceCandidate(String.valueOf(from.sdpMid()), line, from.candidate());
    }
}
