package io.decart4j.reactor.internal.media.direct;

import io.decart4j.error.MediaException;
import io.decart4j.flow.BoundedQueue;
import io.decart4j.flow.FirstFailure;
import io.decart4j.internal.session.Negotiation;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.quality.Preflight;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.PeerDiagnostics;
import io.decart4j.reactor.internal.media.SendingStalls;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerState;
import io.decart4j.webrtc.WebRtcException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One peer connection of a direct link, and its negotiation over the control channel. */
public final class DirectPeer {

    /** Candidates and descriptions that wait for the step before; a server that sends more misbehaves. */
    private static final int WAITING_MESSAGES = 1024;

    /** Their characters all together: a frame may have 32 MiB. */
    private static final int WAITING_CHARACTERS = 1 << 20;

    private final ControlChannel channel;
    private final DirectMedia media;
    private final PeerConnection peer;
    private final Phases phases;
    private final PeerDiagnostics diagnostics;
    private final SendingStalls stalls;
    private final SendingWatch sending;
    private final Negotiation negotiation = new Negotiation();
    private final Sinks.Many<ServerMessage> received =
            Sinks.many().unicast().onBackpressureBuffer(new BoundedQueue<>(WAITING_MESSAGES));
    private final AtomicLong waiting = new AtomicLong();

    DirectPeer(ControlChannel channel, DirectMedia media, PeerConnection peer, AttemptStart start) {
        this.phases = start.phases();
        this.diagnostics = start.diagnostics();
        this.stalls = start.sendingStalls();
        this.sending = new SendingWatch(peer.outboundStats());
        this.channel = channel;
        this.media = media;
        this.peer = peer;
    }

    PeerConnection connection() {
        return peer;
    }

    void accept(ServerMessage message) {
        boolean takes = waiting.addAndGet(characters(message)) <= WAITING_CHARACTERS;
        if (!takes || received.tryEmitNext(message) == Sinks.EmitResult.FAIL_OVERFLOW) {
            received.tryEmitError(MediaException.negotiation(
                    "The server sends more negotiation messages than can be followed", null));
        }
    }

    /** Negotiates; emits each time the media are up, errors when they are lost. */
    Flux<MediaLink.Up> run() {
        return FirstFailure.merge(
                stalls.follow(sending.states()).thenMany(Flux.<MediaLink.Up>never()),
                diagnostics.follow(peer).thenMany(Flux.<MediaLink.Up>never()),
                up(peer.states(), media.grace()).doOnNext(up -> found()),
                offer().thenMany(trickle()).thenMany(Flux.<MediaLink.Up>never()),
                received.asFlux().concatMap(this::applied).thenMany(Flux.<MediaLink.Up>never()));
    }

    /** There is a path, so the answer has been applied: its own word for that may come after. */
    private void found() {
        phases.end(Phases.ANSWER);
        phases.end(Phases.ICE);
    }

    private Mono<Void> offer() {
        return phases.time(Phases.OFFER, media.prepare(peer, sending).then(peer.offer(media::editOffer)))
                .flatMap(sdp -> {
                    negotiation.offered();
                    phases.begin(Phases.ANSWER);
                    return channel.tell(new ClientMessage.Offer(sdp));
                });
    }

    /** After the offer, so that no candidate overtakes it; a null candidate says that there are no more. */
    private Flux<Void> trickle() {
        return peer.candidates()
                .doOnNext(candidate -> diagnostics.local(candidate.candidate()))
                .map(candidate -> new ClientMessage.IceCandidate(new Candidate(
                        candidate.candidate(),
                        candidate.sdpMid(),
                        candidate.sdpMLineIndex(),
                        candidate.usernameFragment())))
                .concatWithValues(new ClientMessage.IceCandidate(null))
                .concatMap(channel::tell);
    }

    private Mono<Void> applied(ServerMessage message) {
        return apply(message).doFinally(end -> waiting.addAndGet(-characters(message)));
    }

    private static int characters(ServerMessage message) {
        if (message instanceof ServerMessage.Answer answer) {
            return answer.sdp().length();
        } else if (message instanceof ServerMessage.Offer offer) {
            return offer.sdp().length();
        }
        return message instanceof ServerMessage.IceCandidate ice && ice.candidate() != null
                ? ice.candidate().candidate().length()
                : 0;
    }

    private Mono<Void> apply(ServerMessage message) {
        if (message instanceof ServerMessage.Answer answer) {
            return negotiation.takesAnswer() ? answered(answer.sdp()) : Mono.empty();
        }
        if (message instanceof ServerMessage.Offer offer) {
            return negotiation.takesOffer()
                    ? peer.answer(offer.sdp()).flatMap(sdp -> channel.tell(new ClientMessage.Answer(sdp)))
                    : Mono.empty();
        }
        if (message instanceof ServerMessage.IceCandidate ice && ice.candidate() != null) {
            Candidate candidate = ice.candidate();
            diagnostics.remote(candidate.candidate());
            return peer.addCandidate(new IceCandidate(
                            candidate.candidate(),
                            candidate.sdpMid(),
                            candidate.sdpMLineIndex(),
                            candidate.usernameFragment()))
                    // As in a browser: one that cannot be read costs that candidate, and not the session.
                    .onErrorResume(DirectPeer::isUnreadable, e -> {
                        diagnostics.unreadable();
                        return Mono.empty();
                    });
        }
        return Mono.empty();
    }

    private static boolean isUnreadable(Throwable error) {
        return error instanceof IllegalArgumentException || error instanceof WebRtcException;
    }

    /** The path may be found before the library says that it has taken the answer. */
    private Mono<Void> answered(String sdp) {
        return Mono.defer(() -> {
            phases.begin(Phases.ICE);
            return peer.accept(sdp).doOnSuccess(done -> phases.end(Phases.ANSWER));
        });
    }

    /** A path that is merely interrupted often heals by itself, so it gets a while for that. */
    public static Flux<MediaLink.Up> up(Flux<PeerState> states, Duration grace) {
        AtomicBoolean wasUp = new AtomicBoolean();
        return states.concatWith(Mono.error(() -> MediaException.lost("The peer connection was closed")))
                .switchMap(state -> switch (state) {
                    case NEW, CONNECTING -> Flux.<MediaLink.Up>empty();
                    case CONNECTED -> {
                        wasUp.set(true);
                        yield Flux.just(MediaLink.Up.UP);
                    }
                    case DISCONNECTED ->
                        Mono.delay(grace)
                                .then(Mono.<MediaLink.Up>error(
                                        () -> MediaException.lost("The peer connection was lost")));
                    case FAILED ->
                        Flux.error(MediaException.lost(
                                wasUp.get()
                                        ? "ICE connection failed"
                                        : "ICE connection failed: " + Preflight.MEDIA_NEED));
                    case CLOSED -> Flux.error(MediaException.lost("The peer connection was closed"));
                });
    }
}
