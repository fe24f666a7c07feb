package io.decart4j.benchmarks.capacity;

import dev.onvoid.webrtc.media.video.VideoFrame;
import io.decart4j.benchmarks.frames.BareFactory;
import io.decart4j.benchmarks.frames.BarePeer;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.websocket.WebsocketInbound;

/** The service in a process of its own, the same for both sides: decodes each frame and sends it back, encoded anew. */
final class FarEnd {

    private static final BareFactory FACTORY = new BareFactory();

    private final Wire wire;
    private final BarePeer peer;

    private FarEnd(Wire wire) {
        this.wire = wire;
        peer = new BarePeer(FACTORY, local -> wire.say(new ServerMessage.IceCandidate(Wire.candidate(local))));
    }

    /** Prints its port, and runs until the standard input ends. */
    public static void main(String[] arguments) throws IOException {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws("/v1/stream", (in, out) -> serve(in)))
                .bindNow();
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            System.out.println();
        }
        Runtime.getRuntime().halt(0); // what is native needs no farewell
    }

    private static Mono<Void> serve(WebsocketInbound in) {
        AtomicReference<FarEnd> end = new AtomicReference<>();
        in.withConnection(connection -> end.set(new FarEnd(new Wire(connection))));
        FarEnd there = Objects.requireNonNull(end.get());
        return Wire.hear(in, there::hear).doFinally(gone -> there.peer.close());
    }

    private void hear(byte[] text) {
        ClientMessage message = SignalingCodec.readClientMessage(text);
        if (message instanceof ClientMessage.Offer offer) {
            String answer = peer.answer(offer.sdp());
            peer.receive(this::echo);
            wire.say(new ServerMessage.Answer(answer));
        } else if (message instanceof ClientMessage.IceCandidate ice && ice.candidate() != null) {
            peer.add(Wire.candidate(ice.candidate()));
        } else if (message instanceof ClientMessage.Passthrough) {
            wire.say(new ServerMessage.SetImageAck(true, null));
        }
    }

    private void echo(VideoFrame frame) {
        peer.source().pushFrame(new VideoFrame(frame.buffer, frame.rotation, frame.timestampNs));
        frame.release();
    }
}
