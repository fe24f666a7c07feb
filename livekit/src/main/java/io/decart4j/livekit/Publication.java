package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.webrtc.PeerConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private final TrackMute mute = new TrackMute();
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

    TrackMute mute() {
        return mute;
    }

    boolean isMuted() {
        return mute.isMuted();
    }

    /** Tells the server what was decided, when it knows the track. */
    Mono<Void> tellMute(SignalSender sender) {
        return Mono.defer(() -> Mono.justOrEmpty(sid()).flatMap(sid -> mute.tell(sid, sender)));
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
