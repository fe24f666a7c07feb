package io.decart4j.reactor.internal.media;

import io.decart4j.event.SessionEvent;
import io.decart4j.event.SessionEvent.IceCandidate.Source;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.stats.CandidatePair;
import io.decart4j.stats.ConnectionStats;
import io.decart4j.webrtc.PeerChange;
import io.decart4j.webrtc.PeerConnection;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Tells what one peer connection goes through on its way to a path. What it cannot find out is no failure. */
public final class PeerDiagnostics {

    private final Consumer<SessionEvent> tell;
    private final long began = MonotonicTime.nanos();

    PeerDiagnostics(Consumer<SessionEvent> tell) {
        this.tell = tell;
    }

    /** For as long as the connection lives; from the subscription on, so before the first step. */
    public Mono<Void> follow(PeerConnection peer) {
        return peer.changes()
                .doOnNext(change -> tell.accept(event(change)))
                .filter(PeerDiagnostics::isUp)
                .switchMap(up -> path(peer))
                .then();
    }

    public void local(String candidate) {
        tell.accept(new SessionEvent.IceCandidate(Source.LOCAL, CandidatePair.Candidate.ofAttribute(candidate)));
    }

    /** An empty one says that there are no more, and is not told. */
    public void remote(String candidate) {
        if (!candidate.isBlank()) {
            tell.accept(new SessionEvent.IceCandidate(
                    Source.REMOTE,
                    CandidatePair.Candidate.ofAttribute(candidate).withoutAddress()));
        }
    }

    /** A candidate of the other side that the library cannot use. */
    public void unreadable() {
        tell.accept(new SessionEvent.MessageIgnored("ice-candidate"));
    }

    private SessionEvent event(PeerChange change) {
        Duration elapsed = Duration.ofNanos(MonotonicTime.nanos() - began);
        return switch (change.machine()) {
            case SIGNALING -> new SessionEvent.SignalingStateChange(change.state(), change.previousState(), elapsed);
            case ICE_CONNECTION -> new SessionEvent.IceStateChange(change.state(), change.previousState(), elapsed);
            case CONNECTION ->
                new SessionEvent.PeerConnectionStateChange(change.state(), change.previousState(), elapsed);
        };
    }

    private static boolean isUp(PeerChange change) {
        return change.machine() == PeerChange.Machine.CONNECTION
                && change.state().equals("connected");
    }

    private Mono<CandidatePair> path(PeerConnection peer) {
        return peer.stats()
                .mapNotNull(report -> ConnectionStats.of(report).selectedCandidatePair())
                .doOnNext(pair -> tell.accept(new SessionEvent.SelectedCandidatePair(pair)));
    }
}
