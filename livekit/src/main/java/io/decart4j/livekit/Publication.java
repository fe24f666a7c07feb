package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.webrtc.PeerConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What this client wants to have published in the room, through as many connections as it takes. */
abstract class Publication {

    private final String name;
    private final TrackSource source;
    private final boolean reportable;
    private final AtomicReference<@Nullable String> sid = new AtomicReference<>();
    private final Sinks.Empty<Void> published = Sinks.empty();
    private final Sinks.Many<String> sids = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean muted;
    private volatile boolean mutedHere;
    /** Whether the server believes it to be muted. */
    private volatile boolean known;

    /** What the server was told last, which it may not have answered yet. */
    private volatile boolean told;

    private volatile boolean listed;
    private final Sinks.Many<Boolean> confirmations = Sinks.many().multicast().directBestEffort();
    private volatile boolean stalled;
    private volatile boolean sending;
    private boolean everPublished;
    private boolean takenAway;
    private boolean suspended;

    /** @param reportable whether the other side reports about what it gets of it */
    Publication(String name, TrackSource source, boolean reportable) {
        this.name = name;
        this.source = source;
        this.reportable = reportable;
    }

    String name() {
        return name;
    }

    TrackSource source() {
        return source;
    }

    /** What the server is asked for. */
    abstract SignalRequest.AddTrack request(String cid);

    /** Adds the track to a connection, from where on media go there. */
    abstract Mono<Void> attach(PeerConnection publisher, String cid);

    /** Takes the track away from the connection, which lives on. */
    abstract Mono<Void> detach(PeerConnection publisher);

    /** The server knows it and has answered the offer with it. */
    synchronized void published(String trackSid) {
        everPublished = true;
        takenAway = false;
        sid.set(trackSid);
        published.tryEmitEmpty();
        sids.tryEmitNext(trackSid);
    }

    /** The server knows it no longer, and will be told of it again. */
    synchronized void unpublished() {
        takenAway = false;
        sid.set(null);
    }

    /** The server has removed it, and may say why. */
    synchronized void takenAway() {
        takenAway = true;
        sid.set(null);
    }

    synchronized boolean isTakenAway() {
        return takenAway;
    }

    /** Returns whether that is news; what was never published is refused by the server itself. */
    synchronized boolean allowed(boolean allowed) {
        if (!everPublished || allowed != suspended) {
            return false;
        }
        suspended = !allowed;
        if (suspended) {
            unpublished();
        }
        return true;
    }

    /** Whether it waits for the right to be published. */
    synchronized boolean isSuspended() {
        return suspended;
    }

    /** Returns whether that is news. */
    synchronized boolean muted(boolean now) {
        boolean news = now != muted;
        muted = now;
        return news;
    }

    /** By the server, or here. */
    boolean isMuted() {
        return muted || mutedHere;
    }

    boolean isMutedHere() {
        return mutedHere;
    }

    /** By this client. Returns whether that ends a mute of the server's. */
    synchronized boolean mute(boolean now) {
        mutedHere = now;
        boolean overruled = !now && muted;
        if (overruled) {
            muted = false;
            known = true;
            told = true;
        }
        return overruled;
    }

    /** As it is to be announced, which the server knows from then on. */
    boolean announcedMuted() {
        boolean now = mutedHere;
        listed = false;
        known = now;
        told = now;
        return now;
    }

    /** The server has told this about it, as it tells everybody of a track that it has got media of. */
    void confirmed(boolean isMuted) {
        listed = true;
        known = isMuted;
        confirmations.tryEmitNext(isMuted);
    }

    /** Whether the server has to be told. What it has muted itself is not fought over. */
    boolean isMuteUntold() {
        return !muted && told != mutedHere;
    }

    /**
     * Tells the server what it does not know yet: also what was decided while there was no connection, or was lost with the one before.
     * Nothing when it was told already.
     */
    Mono<Void> tellMute(Function<SignalRequest, Mono<Void>> send) {
        return Mono.defer(() -> Mono.justOrEmpty(sid()).flatMap(sid -> tellMute(sid, send)));
    }

    /** Begins to send before anybody else decides: or the last message would not be the last decision. */
    private Mono<Void> tellMute(String sid, Function<SignalRequest, Mono<Void>> send) {
        Sinks.Empty<Void> sent = Sinks.empty();
        synchronized (this) {
            muteToTell()
                    .map(muted -> send.apply(new SignalRequest.Mute(sid, muted)))
                    .orElse(Mono.empty())
                    .subscribe(done -> {}, sent::tryEmitError, sent::tryEmitEmpty);
        }
        return sent.asMono();
    }

    /** Counts as told from then on: whoever decides otherwise before the server has answered tells it again. */
    private Optional<Boolean> muteToTell() {
        if (!isMuteUntold()) {
            return Optional.empty();
        }
        told = mutedHere;
        return Optional.of(told);
    }

    /** What was told and not confirmed may have been lost with its connection. */
    synchronized void tellAnew() {
        told = known;
    }

    /** Completes when the server says the same; at once when it says nothing of this track yet. */
    Mono<Void> muteConfirmed() {
        return Mono.defer(() -> !listed || known == mutedHere
                ? Mono.empty()
                : confirmations.asFlux().filter(is -> is == mutedHere).next().then());
    }

    /** Returns whether that is news. A track that nothing reports about, because it sends nothing, does not stall. */
    synchronized boolean stalled(boolean now) {
        boolean news = now != stalled && (!now || (reportable() && sid().isPresent() && !isMuted()));
        if (news) {
            stalled = now;
        }
        return news;
    }

    /** Whether its packets are reported about each second. */
    boolean reportable() {
        return reportable;
    }

    /** A frame was given to the connection. */
    void sends() {
        sending = true;
    }

    /** Whether there were frames since the last time, or it must be found out that they arrive again. */
    boolean isSending() {
        boolean sent = sending;
        sending = false;
        return stalled || (sent && reportable());
    }

    /** Whether what is sent now reaches the room. */
    boolean isReceived() {
        return sid.get() != null && !isMuted() && !stalled;
    }

    /** It will not be published any more. */
    void over(Throwable cause) {
        sid.set(null);
        published.tryEmitError(cause);
        over.tryEmitEmpty();
        sids.tryEmitComplete();
    }

    Optional<String> sid() {
        return Optional.ofNullable(sid.get());
    }

    /** The server's id of each time that it is published: at first, and after each rejoin. Completes when it is over. */
    Flux<String> sids() {
        return sids.asFlux().distinctUntilChanged();
    }

    /** Completes with the first publication; fails when there is none any more. */
    Mono<Void> awaitPublished() {
        return published.asMono();
    }

    Mono<Void> awaitOver() {
        return over.asMono();
    }
}
