package io.decart4j.testkit;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.VideoSender;
import io.decart4j.webrtc.WebRtcRuntime;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The server's peer connection: frames come in, pass the stand-in model and go back at the same size and pace. */
final class ModelPeer {

    private final PeerConnection connection;
    private final Generation generation;
    private final Script script;
    private final Disposable.Swap frames = Disposables.swap();
    private boolean sending;
    private String fingerprint = "";

    private ModelPeer(PeerConnection connection, Generation generation, Script script) {
        this.connection = connection;
        this.generation = generation;
        this.script = script;
    }

    static Mono<ModelPeer> open(WebRtcRuntime runtime, Generation generation, Script script) {
        return runtime.open(PeerOptions.none()).map(connection -> new ModelPeer(connection, generation, script));
    }

    /** Whether an offer comes from the client's present peer connection and not from a new one. */
    boolean isFrom(String offerSdp) {
        return fingerprint.equals(fingerprint(offerSdp));
    }

    Mono<String> answer(String offerSdp) {
        fingerprint = fingerprint(offerSdp);
        Mono<Void> send = Mono.empty();
        if (!sending) {
            sending = true;
            send = connection.sendVideo("generated").doOnNext(this::generate).then(connection.preferVideoCodec("VP8"));
        }
        return send.then(connection.answer(offerSdp));
    }

    Mono<Void> addCandidate(IceCandidate candidate) {
        return connection.addCandidate(candidate);
    }

    Flux<IceCandidate> candidates() {
        return connection.candidates();
    }

    Mono<Void> close() {
        return Mono.defer(() -> {
            frames.dispose();
            generation.mediaConnected(false);
            return connection.close();
        });
    }

    private void generate(VideoSender sender) {
        // Frames come one at a time on a thread that may work, and only the newest is kept meanwhile.
        frames.update(connection.video().subscribe(frame -> {
            try (frame) {
                generation.frameReceived();
                generation.mediaConnected(true);
                if (!script.mediaStopped) {
                    send(sender, frame);
                }
            }
        }));
    }

    private void send(VideoSender sender, VideoFrame frame) {
        Look look = generation.look();
        if (look == null) {
            if (generation.returnsFramesBeforeLook()) {
                sender.push(frame);
            }
            return;
        }
        if (look.isPassthrough()) {
            sender.push(frame);
        } else {
            try (VideoFrame generated = look.tables().apply(frame)) {
                sender.push(generated);
            }
        }
        generation.frameSent();
    }

    private static String fingerprint(String sdp) {
        int at = sdp.indexOf("a=fingerprint:");
        return at < 0 ? "" : sdp.substring(at).lines().findFirst().orElse("");
    }
}
