package io.decart4j.reactor;

import io.decart4j.media.VideoFrame;
import io.decart4j.sdp.OfferSdp;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.RemoteMedia;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What the direct links of a session have in common: how a peer connection is made, what it sends and where the frames
 * go that it receives.
 *
 * @param grace how long an interrupted path may take to heal
 * @param viewer whether it only watches: video and audio are received, nothing is sent
 */
record DirectMedia(
        WebRtcRuntime runtime,
        PeerOptions peerOptions,
        LocalVideo local,
        RemoteFrames remote,
        SessionSound sound,
        Function<String, Mono<String>> customizeOffer,
        Duration grace,
        boolean viewer) {

    private static final String LABEL = "decart4j";
    private static final String CODEC = "VP8";
    private static final int MIN_KBPS = 300;
    private static final int START_KBPS = 600;

    Mono<PeerConnection> open(PeerOptions options) {
        return runtime.open(options);
    }

    /** Tracks first, then the order of codecs: the rules of the offer. */
    Mono<Void> prepare(PeerConnection peer, SendingWatch watch) {
        Mono<Void> tracks = local.isPresent()
                ? peer.sendVideo(LABEL)
                        .doOnNext(sender -> local.attach(frame -> watch.sent(sender.push(frame))))
                        .then()
                : peer.receiveVideo();
        return tracks.then(peer.preferVideoCodec(CODEC)).then(prepareAudio(peer));
    }

    /** As in the official client: a producer that sends no sound offers none. */
    private Mono<Void> prepareAudio(PeerConnection peer) {
        if (viewer) {
            return peer.receiveAudio();
        }
        return sound.local().isPresent()
                ? peer.sendAudio(LABEL)
                        .doOnNext(sender -> sound.local().attach(sender::push))
                        .then()
                : Mono.empty();
    }

    /** The hook sees the edited text, and its result is what is set and sent. */
    Mono<String> editOffer(String sdp) {
        return customizeOffer.apply(local.isPresent() ? OfferSdp.withBitrateHints(sdp, MIN_KBPS, START_KBPS) : sdp);
    }

    /** What is sent reaches the other side from now on. */
    void flow() {
        local.flow();
        sound.local().flow();
    }

    /** Hands remote sound on, where some was negotiated. */
    Mono<Void> hear(PeerConnection peer) {
        RemoteMedia from = peer.remote();
        return viewer || sound.local().isPresent() ? sound.hear(from.audio(), from::audioFramesDropped) : Mono.empty();
    }

    /** Hands remote frames on, and counts them, for as long as the connection lives. */
    Mono<Void> frames(PeerConnection peer, FrameArrivals count) {
        Consumer<VideoFrame> reception = remote.reception();
        return peer.remote().video(frame -> {
            count.arrived();
            reception.accept(frame);
        });
    }
}
