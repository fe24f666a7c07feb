package io.decart4j.livekit;

import io.decart4j.livekit.internal.rules.OfferExchange;
import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.livekit.internal.signal.SignalTarget;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The sending connection of a stay: this side announces its tracks and offers. The steps here are run one after the other;
 * one that was cut off with its signal connection is run again on the next and goes on where it was.
 */
final class Publisher {

    /** How far one publication has come. */
    private static final class Entry {
        private SignalRequest.@Nullable Published announced;
        private @Nullable Mono<Void> attached;
        private boolean offerable;
        private boolean negotiated;
    }

    private final PeerConnection peer;
    private final SignalSender sender;
    private final Duration limit;
    private final OfferExchange exchange = new OfferExchange();
    /** Whether the server owes an answer to a step. */
    private final Sinks.Many<Boolean> busy = Sinks.many().replay().latestOrDefault(false);

    private final Map<Publication, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Sinks.One<SignalRequest.Published>> announcing = new ConcurrentHashMap<>();
    private volatile Sinks.One<String> answer = Sinks.one();
    private volatile boolean used;

    /** @param limit for each answer of the server */
    Publisher(PeerConnection peer, SignalSender sender, Duration limit) {
        this.peer = peer;
        this.sender = sender;
        this.limit = limit;
    }

    PeerConnection peer() {
        return peer;
    }

    /** Announces, adds and offers a track; {@link LiveKitException.PublishRefused} when the server does not want it. */
    Mono<Void> publish(Publication publication) {
        return busy(() -> {
            Entry entry = entry(publication);
            return announce(publication, entry)
                    .flatMap(announced -> attach(publication, entry, announced)
                            .then(Mono.defer(
                                    () -> entry.negotiated ? Mono.<Void>empty() : negotiate(peer.offer(Mono::just))))
                            .then(Mono.<Void>fromRunnable(() -> publication.published(announced.sid()))))
                    .doOnError(e -> !(e instanceof LiveKitException), e -> forget(publication))
                    .doOnError(LiveKitException.PublishRefused.class, refused -> forget(publication));
        });
    }

    Mono<Void> unpublish(Publication publication) {
        return busy(() -> {
            Entry entry = forget(publication);
            return entry == null || entry.attached == null
                    ? Mono.empty()
                    : entry.attached.then(publication.detach(peer)).then(negotiate(peer.offer(Mono::just)));
        });
    }

    /** The server has removed it already, and is not asked: it comes back as a new one. */
    Mono<Void> suspend(Publication publication) {
        return Mono.defer(() -> {
            Entry entry = forget(publication);
            return entry == null || entry.attached == null
                    ? Mono.empty()
                    : entry.attached.then(publication.detach(peer));
        });
    }

    /** Looks for a path again, which also negotiates whatever was not yet. Nothing when there never was an offer. */
    Mono<Void> restart() {
        return busy(() -> used ? negotiate(peer.restartIce()) : Mono.empty());
    }

    /** Whether this connection is up, or needs not be; now, and at each change. */
    Flux<Boolean> settled() {
        return Flux.combineLatest(
                peer.states(), busy.asFlux(), (state, waits) -> !waits && (!used || state == PeerState.CONNECTED));
    }

    private Mono<Void> busy(Supplier<Mono<Void>> step) {
        return Mono.defer(() -> {
                    isBusy(true);
                    return step.get();
                })
                .doFinally(end -> isBusy(false));
    }

    private void isBusy(boolean now) {
        busy.emitNext(now, Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
    }

    void accept(SignalResponse.TrackPublished published) {
        Sinks.One<SignalRequest.Published> waiting =
                announcing.get(published.track().cid());
        if (waiting != null) {
            waiting.tryEmitValue(published.track());
        }
    }

    void accept(SignalResponse.TrackRefused refused) {
        Sinks.One<SignalRequest.Published> waiting = announcing.get(refused.cid());
        if (waiting != null) {
            waiting.tryEmitError(new LiveKitException.PublishRefused(refused.reason(), refused.message()));
        }
    }

    void accept(SignalResponse.Answer received) {
        if (exchange.isAnswer(received.id())) {
            answer.tryEmitValue(received.sdp());
        }
    }

    Mono<Void> accept(SignalResponse.Trickle trickle) {
        return exchange.hold(trickle.candidate()) ? Mono.empty() : RemoteCandidate.add(peer, trickle.candidate());
    }

    /** Whether losing this connection matters. */
    boolean isUsed() {
        return used;
    }

    /** Tracks that should have been taken away already. */
    synchronized List<Publication> strays(List<Publication> wanted) {
        return entries.keySet().stream()
                .filter(publication -> !wanted.contains(publication))
                .toList();
    }

    /** What the server has been told about, for a resume. */
    synchronized List<SignalRequest.Published> announced() {
        List<SignalRequest.Published> announced = new ArrayList<>();
        entries.values().forEach(entry -> {
            if (entry.announced != null) {
                announced.add(entry.announced);
            }
        });
        return announced;
    }

    private Mono<SignalRequest.Published> announce(Publication publication, Entry entry) {
        if (entry.announced != null) {
            return Mono.just(entry.announced);
        }
        // A new name each time: the server may have kept an earlier one.
        String cid = newId();
        Sinks.One<SignalRequest.Published> reply = Sinks.one();
        announcing.put(cid, reply);
        return inTime(
                        "the announcement of a track",
                        sender.send(publication.request(cid)).then(reply.asMono()))
                // Nobody waits for it any more, and the steps behind it must not.
                .takeUntilOther(publication.awaitOver())
                .doOnNext(announced -> entry.announced = announced)
                .doFinally(end -> announcing.remove(cid));
    }

    /** Begun once and never cancelled, because the native step cannot be undone half way. */
    private Mono<Void> attach(Publication publication, Entry entry, SignalRequest.Published announced) {
        if (entry.attached == null) {
            entry.attached = publication
                    .attach(peer, announced.cid())
                    .doOnSuccess(done -> entry.offerable = true)
                    .cache();
        }
        return entry.attached;
    }

    private Mono<Void> negotiate(Mono<String> offer) {
        return inTime("an offer", Mono.defer(() -> {
            List<Entry> offered = offerable();
            return offer.flatMap(sdp -> offered(sdp, offered));
        }));
    }

    private <T> Mono<T> inTime(String what, Mono<T> step) {
        return TimeLimit.of(
                limit,
                () -> new LiveKitException.MediaFailed(
                        SignalTarget.PUBLISHER, "No answer to " + what + " within " + limit.toMillis() + " ms", null),
                step);
    }

    private Mono<Void> offered(String sdp, List<Entry> offered) {
        Sinks.One<String> reply = Sinks.one();
        answer = reply;
        used = true;
        return sender.send(new SignalRequest.Offer(sdp, exchange.offer()))
                .then(reply.asMono())
                .flatMap(peer::accept)
                .thenMany(Flux.defer(() -> Flux.fromIterable(exchange.answered())))
                .concatMap(candidate -> RemoteCandidate.add(peer, candidate))
                .then(Mono.fromRunnable(() -> offered.forEach(entry -> entry.negotiated = true)));
    }

    /** Not a secret, and {@code UUID.randomUUID()} may block. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private synchronized Entry entry(Publication publication) {
        return entries.computeIfAbsent(publication, added -> new Entry());
    }

    private synchronized @Nullable Entry forget(Publication publication) {
        return entries.remove(publication);
    }

    private synchronized List<Entry> offerable() {
        return entries.values().stream().filter(entry -> entry.offerable).toList();
    }
}
