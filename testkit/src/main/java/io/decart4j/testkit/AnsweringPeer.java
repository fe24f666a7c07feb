package io.decart4j.testkit;

import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.PeerState;
import io.decart4j.webrtc.WebRtcRuntime;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The server's end of a peer connection: it answers, with the codecs in the order of the offer, and sends one video, and sound to
 * who has offered to exchange some.
 */
final class AnsweringPeer {

    private static final String STREAM = "generated";

    private final PeerConnection connection;
    private final Media media;
    private final Disposable.Composite running = Disposables.composite();
    private boolean sendsVideo;
    private boolean sendsAudio;
    private String fingerprint = "";

    private AnsweringPeer(PeerConnection connection, Media media) {
        this.connection = connection;
        this.media = media;
    }

    static Mono<AnsweringPeer> open(WebRtcRuntime runtime, Media media) {
        return runtime.open(PeerOptions.none()).map(connection -> new AnsweringPeer(connection, media));
    }

    /** Whether an offer comes from the client's present peer connection and not from a new one. */
    boolean isFrom(String offerSdp) {
        return fingerprint.equals(fingerprint(offerSdp));
    }

    Mono<String> answer(String offerSdp) {
        fingerprint = fingerprint(offerSdp);
        Mono<Void> send = Mono.empty();
        if (!sendsVideo) {
            sendsVideo = true;
            send = connection
                    .sendVideo(STREAM)
                    .doOnNext(sender ->
                            running.add(media.video(connection.remote().retainedVideo(), sender::push)
                                    .subscribe()))
                    .then();
        }
        if (!sendsAudio && offersAudio(offerSdp)) {
            sendsAudio = true;
            send = send.then(connection.sendAudio(STREAM))
                    .doOnNext(sender ->
                            running.add(media.audio(connection.remote().audio(), sender::push)
                                    .subscribe()))
                    .then();
        }
        return send.then(connection.answer(offerSdp));
    }

    Mono<Void> addCandidate(IceCandidate candidate) {
        return connection.addCandidate(candidate);
    }

    Flux<IceCandidate> candidates() {
        return connection.candidates();
    }

    /** Completes when the other side is not there any more. */
    Mono<Void> lost() {
        return connection
                .states()
                .takeUntil(state -> state == PeerState.DISCONNECTED || state == PeerState.FAILED)
                .then();
    }

    Mono<Void> close() {
        return Mono.defer(() -> {
            running.dispose();
            return connection.close();
        });
    }

    private static boolean offersAudio(String sdp) {
        return sdp.lines().anyMatch(line -> line.startsWith("m=audio ") && !line.startsWith("m=audio 0 "));
    }

    private static String fingerprint(String sdp) {
        int at = sdp.indexOf("a=fingerprint:");
        return at < 0 ? "" : sdp.substring(at).lines().findFirst().orElse("");
    }
}
