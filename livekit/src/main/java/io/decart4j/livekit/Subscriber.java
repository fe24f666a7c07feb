package io.decart4j.livekit;

import io.decart4j.livekit.internal.rules.SendingSections;
import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The receiving connection of a stay: the server offers, this side answers. */
final class Subscriber {

    private final PeerConnection peer;
    private final SignalSender sender;
    private final RoomModel view;
    private volatile SignalRequest.@Nullable Offer lastOffer;
    private volatile SignalRequest.@Nullable Answer lastAnswer;

    Subscriber(PeerConnection peer, SignalSender sender, RoomModel view) {
        this.peer = peer;
        this.sender = sender;
        this.view = view;
    }

    PeerConnection peer() {
        return peer;
    }

    SignalRequest.@Nullable Offer lastOffer() {
        return lastOffer;
    }

    SignalRequest.@Nullable Answer lastAnswer() {
        return lastAnswer;
    }

    /**
     * Whether this connection is up, or needs not be; now, and at each change.
     *
     * @param primary whether the server offers from the beginning
     */
    Flux<Boolean> settled(boolean primary) {
        return peer.states().map(state -> state == PeerState.CONNECTED || (!primary && lastOffer == null));
    }

    /** Answers with the same number, and only then tells whose tracks arrive where. */
    Mono<Void> accept(SignalResponse.Offer offer) {
        return peer.answer(offer.sdp()).flatMap(sdp -> {
            SignalRequest.Answer answer = new SignalRequest.Answer(sdp, offer.id());
            lastOffer = new SignalRequest.Offer(offer.sdp(), offer.id());
            lastAnswer = answer;
            view.described(peer, SendingSections.of(offer.sdp(), offer.trackSids()));
            return sender.send(answer);
        });
    }

    /** The library keeps candidates that come before the first description; later ones follow theirs. */
    Mono<Void> accept(SignalResponse.Trickle trickle) {
        return RemoteCandidate.add(peer, trickle.candidate());
    }
}
