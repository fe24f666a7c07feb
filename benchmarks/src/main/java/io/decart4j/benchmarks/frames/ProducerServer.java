package io.decart4j.benchmarks.frames;

import dev.onvoid.webrtc.RTCIceCandidate;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Signaling for one session with a {@link Producer}: just enough of the protocol to connect. */
final class ProducerServer implements AutoCloseable {

    private final Sinks.Many<ServerMessage> out = Sinks.many().unicast().onBackpressureBuffer();
    private final Producer producer;
    private final DisposableServer server;

    ProducerServer(Picture picture) {
        producer = new Producer(picture, this::trickle);
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws("/v1/stream", this::serve))
                .bindNow();
    }

    Producer producer() {
        return producer;
    }

    String url() {
        return "ws://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        producer.close();
        server.disposeNow();
    }

    private Mono<Void> serve(WebsocketInbound in, WebsocketOutbound reply) {
        Mono<Void> heard = in.aggregateFrames()
                .receiveFrames()
                .map(frame -> SignalingCodec.readClientMessage(ByteBufUtil.getBytes(frame.content())))
                .publishOn(Schedulers.boundedElastic())
                .doOnNext(this::hear)
                .then();
        return reply.sendObject(out.asFlux().map(ProducerServer::frame), frame -> true)
                .then()
                .or(heard);
    }

    private void hear(ClientMessage message) {
        if (message instanceof ClientMessage.Offer offer) {
            send(new ServerMessage.Answer(producer.answer(offer.sdp())));
        } else if (message instanceof ClientMessage.IceCandidate ice && ice.candidate() != null) {
            Candidate remote = ice.candidate();
            int line = remote.sdpMLineIndex() == null ? 0 : remote.sdpMLineIndex();
            producer.peer().add(new RTCIceCandidate(String.valueOf(remote.sdpMid()), line, remote.candidate()));
        } else if (message instanceof ClientMessage.Passthrough) {
            send(new ServerMessage.SetImageAck(true, null));
        }
    }

    private void trickle(RTCIceCandidate local) {
        send(new ServerMessage.IceCandidate(new Candidate(local.sdp, local.sdpMid, local.sdpMLineIndex, null)));
    }

    private void send(ServerMessage message) {
        synchronized (out) {
            out.tryEmitNext(message).orThrow();
        }
    }

    private static TextWebSocketFrame frame(ServerMessage message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SignalingCodec.write(message, bytes);
        return new TextWebSocketFrame(bytes.toString(StandardCharsets.UTF_8));
    }
}
