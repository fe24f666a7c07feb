package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.session.Negotiation;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.NativeLibraryException;
import io.decart4j.webrtc.PeerConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One peer connection, negotiated with the server over the control channel. */
final class DirectMediaLink implements MediaLink {

    /** Candidates and descriptions that wait for the step before; a server that sends more misbehaves. */
    private static final int WAITING_MESSAGES = 1024;

    private final ControlChannel channel;
    private final DirectMedia media;
    private final Negotiation negotiation = new Negotiation();
    private final Sinks.Many<ServerMessage> received =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(WAITING_MESSAGES));
    private volatile @Nullable PeerConnection peer;

    DirectMediaLink(ControlChannel channel, DirectMedia media) {
        this.channel = channel;
        this.media = media;
    }

    @Override
    public Flux<Up> run() {
        return Flux.usingWhen(
                        media.open().doOnNext(opened -> peer = opened),
                        this::connect,
                        PeerConnection::close,
                        (opened, error) -> opened.close(),
                        PeerConnection::close)
                .onErrorMap(DirectMediaLink::failure);
    }

    @Override
    public void accept(ServerMessage message) {
        received.tryEmitNext(message);
    }

    @Override
    public Mono<Optional<Duration>> roundTripTime() {
        PeerConnection opened = peer;
        return opened == null ? Mono.just(Optional.empty()) : opened.roundTripTime();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            PeerConnection opened = peer;
            return opened == null ? Mono.empty() : opened.close();
        });
    }

    private Flux<Up> connect(PeerConnection opened) {
        return Flux.merge(
                states(opened),
                media.frames(opened).thenMany(Flux.<Up>never()),
                offer(opened).thenMany(trickle(opened)).thenMany(Flux.<Up>never()),
                received.asFlux().concatMap(message -> apply(opened, message)).thenMany(Flux.<Up>never()));
    }

    private Mono<Void> offer(PeerConnection opened) {
        return media.prepare(opened).then(opened.offer(media::editOffer)).flatMap(sdp -> {
            negotiation.offered();
            return channel.send(new ClientMessage.Offer(sdp));
        });
    }

    /** After the offer, so that no candidate overtakes it; a null candidate says that there are no more. */
    private Flux<Void> trickle(PeerConnection opened) {
        return opened.candidates()
                .map(candidate -> new ClientMessage.IceCandidate(new Candidate(
                        candidate.candidate(),
                        candidate.sdpMid(),
                        candidate.sdpMLineIndex(),
                        candidate.usernameFragment())))
                .concatWithValues(new ClientMessage.IceCandidate(null))
                .concatMap(channel::send);
    }

    private Mono<Void> apply(PeerConnection opened, ServerMessage message) {
        if (message instanceof ServerMessage.Answer answer) {
            return negotiation.takesAnswer() ? opened.accept(answer.sdp()) : Mono.empty();
        }
        if (message instanceof ServerMessage.Offer offer) {
            return negotiation.takesOffer()
                    ? opened.answer(offer.sdp()).flatMap(sdp -> channel.send(new ClientMessage.Answer(sdp)))
                    : Mono.empty();
        }
        if (message instanceof ServerMessage.IceCandidate ice && ice.candidate() != null) {
            Candidate candidate = ice.candidate();
            return opened.addCandidate(new IceCandidate(
                    candidate.candidate(),
                    candidate.sdpMid(),
                    candidate.sdpMLineIndex(),
                    candidate.usernameFragment()));
        }
        return Mono.empty();
    }

    /** A path that is merely interrupted often heals by itself, so it gets a while for that. */
    private Flux<Up> states(PeerConnection opened) {
        return opened.states()
                .concatWith(Mono.error(() -> MediaException.lost("The peer connection was closed")))
                .switchMap(state -> switch (state) {
                    case NEW, CONNECTING -> Flux.<Up>empty();
                    case CONNECTED -> Flux.just(Up.UP);
                    case DISCONNECTED ->
                        Mono.delay(media.grace())
                                .then(Mono.<Up>error(() -> MediaException.lost("The peer connection was lost")));
                    case FAILED -> Flux.error(MediaException.lost("ICE connection failed"));
                    case CLOSED -> Flux.error(MediaException.lost("The peer connection was closed"));
                });
    }

    private static Throwable failure(Throwable e) {
        if (e instanceof DecartException) {
            return e;
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof NativeLibraryException
                ? MediaException.unavailable(message, e)
                : MediaException.negotiation(message, e);
    }

    static boolean isMedia(ServerMessage message) {
        return message instanceof ServerMessage.Answer
                || message instanceof ServerMessage.Offer
                || message instanceof ServerMessage.IceCandidate;
    }
}
