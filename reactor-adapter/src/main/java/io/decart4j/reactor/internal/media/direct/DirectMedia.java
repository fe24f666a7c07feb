package io.decart4j.reactor.internal.media.direct;

import io.decart4j.internal.sdp.OfferSdp;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.VideoCodec;
import io.decart4j.reactor.internal.media.EncoderLimits;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.RemoteMedia;
import io.decart4j.webrtc.VideoEncoding;
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
public record DirectMedia(
        WebRtcRuntime runtime,
        PeerOptions peerOptions,
        SessionMedia media,
        Function<String, Mono<String>> customizeOffer,
        Duration grace,
        boolean viewer) {

    private static final String LABEL = "decart4j";
    /** As in the official client. */
    private static final VideoCodec CODEC = VideoCodec.VP8;

    private static final int MIN_KBPS = 300;
    private static final int START_KBPS = 600;

    Mono<PeerConnection> open(PeerOptions options) {
        return runtime.open(options);
    }

    /** Tracks first, then the order of codecs: the rules of the offer. */
    Mono<Void> prepare(PeerConnection peer, SendingWatch watch) {
        VideoCodec preferred = media.sending().preferredVideoCodec();
        return preferred == null
                ? offered(CODEC, peer, watch)
                : runtime.videoSendCodecs()
                        .doOnNext(codecs -> EncoderLimits.require(preferred, codecs))
                        .then(offered(preferred, peer, watch));
    }

    private Mono<Void> offered(VideoCodec codec, PeerConnection peer, SendingWatch watch) {
        Mono<Void> tracks = media.local().isPresent()
                ? peer.exchangeVideo(
                                LABEL,
                                new VideoEncoding(codec.name(), media.sending().maxBitrate(), null))
                        .doOnNext(sender -> media.local()
                                .attach(EncoderLimits.checking(codec, frame -> watch.sent(sender.push(frame)))))
                        .then()
                : peer.receiveVideo().then(peer.preferVideoCodec(codec.name()));
        return tracks.then(prepareAudio(peer));
    }

    /** As in the official client: a producer that sends no sound offers none. */
    private Mono<Void> prepareAudio(PeerConnection peer) {
        if (viewer) {
            return peer.receiveAudio();
        }
        return media.sound().local().isPresent()
                ? peer.sendAudio(LABEL)
                        .doOnNext(sender -> media.sound().local().attach(sender::push))
                        .then()
                : Mono.empty();
    }

    /** The hook sees the edited text, and its result is what is set and sent. */
    Mono<String> editOffer(String sdp) {
        return customizeOffer.apply(
                media.local().isPresent() ? OfferSdp.withBitrateHints(sdp, MIN_KBPS, START_KBPS) : sdp);
    }

    /** What is sent reaches the other side from now on. */
    void flow() {
        media.local().flow();
        media.sound().local().flow();
    }

    /** Hands remote sound on, where some was negotiated. */
    Mono<Void> hear(PeerConnection peer) {
        RemoteMedia from = peer.remote();
        return viewer || media.sound().local().isPresent() ? media.sound().hear(from::eachAudioFrame) : Mono.empty();
    }

    /** Hands remote frames on, and counts them, for as long as the connection lives. */
    Mono<Void> frames(PeerConnection peer, FrameArrivals count) {
        Consumer<VideoFrame> reception = media.remote().reception();
        return peer.remote().eachVideoFrame(frame -> {
            count.arrived();
            reception.accept(frame);
        });
    }
}
