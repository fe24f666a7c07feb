package io.decart4j.testkit;

import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** Offers and candidates of one connection, one at a time in the order they came, beside its other messages. Event loop only. */
final class Negotiation {

    private static final Logger LOG = LoggerFactory.getLogger(Negotiation.class);
    private static final int QUEUED_STEPS = 1024;
    private static final int EARLY_CANDIDATES = 256;

    private final ConnectionContext context;
    private final Media media;
    private final WebRtcRuntime runtime;
    private final MediaPath path;
    private final Sinks.Many<Mono<Void>> steps = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<Mono<Void>>get(QUEUED_STEPS).get());
    private final List<IceCandidate> early = new ArrayList<>();
    private @Nullable AnsweringPeer peer;
    private @Nullable String lastAnswer;
    private boolean ended;

    Negotiation(ConnectionContext context, Media media, WebRtcRuntime runtime, MediaPath path) {
        this.context = context;
        this.media = media;
        this.runtime = runtime;
        this.path = path;
    }

    /** Completes when the connection has ended and its peer connection is closed. Not to be cancelled. */
    Mono<Void> run() {
        return steps.asFlux()
                .concatMap(step ->
                        ended ? Mono.empty() : step.onErrorResume(this::tell).publishOn(context.loop()))
                .then(Mono.defer(this::closePeer))
                .doFinally(end -> path.close().run());
    }

    void offer(ClientMessage.Offer offer) {
        enqueue(Mono.defer(() -> answer(path.ofClient().sdp(offer.sdp()))));
    }

    void candidate(@Nullable Candidate candidate) {
        if (candidate != null && !candidate.candidate().isBlank()) {
            path.ofClient().candidate(candidate.candidate()).ifPresent(text -> {
                IceCandidate remote = new IceCandidate(
                        text, candidate.sdpMid(), candidate.sdpMLineIndex(), candidate.usernameFragment());
                enqueue(Mono.defer(() -> add(remote)));
            });
        }
    }

    /** The peer connection dies while the socket lives. */
    void killPeer() {
        enqueue(Mono.defer(this::closePeer));
    }

    void repeatAnswer() {
        if (lastAnswer != null) {
            context.socket().send(new ServerMessage.Answer(lastAnswer));
        }
    }

    /** Completes when the client's end of the peer connection is gone, at once when there is none. */
    Mono<Void> peerLost() {
        AnsweringPeer present = peer;
        return present == null ? Mono.empty() : present.lost().publishOn(context.loop());
    }

    void end() {
        ended = true;
        steps.tryEmitComplete();
    }

    private void enqueue(Mono<Void> step) {
        if (steps.tryEmitNext(step) == Sinks.EmitResult.FAIL_OVERFLOW) {
            LOG.debug("{}: more than {} negotiation messages wait", context.id(), QUEUED_STEPS);
            context.socket().reset(); // a client that does not wait for answers
        }
    }

    private Mono<Void> answer(String offerSdp) {
        if (context.breakage().at(HandshakePhase.OFFER) || context.script().noAnswer) {
            return Mono.empty();
        }
        return peerFor(offerSdp)
                .flatMap(answering -> {
                    Mono<String> answer = answering.answer(offerSdp);
                    if (context.script().earlyCandidates) {
                        answer = answer.flatMap(sdp -> sendCandidates(answering).thenReturn(sdp));
                        return answer.publishOn(context.loop())
                                .doOnNext(this::sendAnswer)
                                .then();
                    }
                    return answer.publishOn(context.loop())
                            .doOnNext(this::sendAnswer)
                            .doOnNext(sdp -> sendCandidates(answering).subscribe())
                            .then();
                })
                .doOnSuccess(done -> context.breakage().at(HandshakePhase.ANSWER));
    }

    private Mono<AnsweringPeer> peerFor(String offerSdp) {
        AnsweringPeer current = peer;
        if (current != null && current.isFrom(offerSdp)) {
            return Mono.just(current);
        }
        return closePeer()
                .then(AnsweringPeer.open(runtime, media))
                .publishOn(context.loop())
                .flatMap(opened -> {
                    peer = opened;
                    List<IceCandidate> waiting = List.copyOf(early);
                    early.clear();
                    return Mono.when(waiting.stream().map(opened::addCandidate).toList())
                            .thenReturn(opened);
                });
    }

    private Mono<Void> add(IceCandidate candidate) {
        if (peer != null) {
            return peer.addCandidate(candidate);
        }
        if (early.size() == EARLY_CANDIDATES) {
            return Mono.error(new IllegalStateException("too many candidates before an offer"));
        }
        early.add(candidate);
        return Mono.empty();
    }

    private void sendAnswer(String sdp) {
        String answer = path.ofServer().sdp(sdp);
        lastAnswer = answer;
        context.socket().send(new ServerMessage.Answer(answer));
    }

    /** Completes after the last one. A renegotiation has none left to send. */
    private Mono<Void> sendCandidates(AnsweringPeer of) {
        return of.candidates()
                .doOnNext(this::sendCandidate)
                .doOnComplete(() -> {
                    if (context.script().endOfCandidates) {
                        context.socket().send(new ServerMessage.IceCandidate(null));
                    }
                })
                .onErrorComplete()
                .then();
    }

    private void sendCandidate(IceCandidate local) {
        path.ofServer()
                .candidate(local.candidate())
                .ifPresent(text -> context.socket()
                        .send(new ServerMessage.IceCandidate(
                                new Candidate(text, local.sdpMid(), local.sdpMLineIndex(), local.usernameFragment()))));
    }

    private Mono<Void> closePeer() {
        AnsweringPeer closing = peer;
        peer = null;
        return closing == null ? Mono.empty() : closing.close();
    }

    private Mono<Void> tell(Throwable failure) {
        LOG.debug("{}: negotiation", context.id(), failure);
        context.socket().send(new ServerMessage.ErrorMessage("Negotiation failed: " + failure.getMessage()));
        return Mono.empty();
    }
}
