package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether a track of this client is muted, by whom, and what the server has to be told of that. */
final class TrackMute {

    private final Sinks.Many<Boolean> confirmations = Sinks.many().replay().latest();
    private volatile boolean byServer;
    private volatile boolean here;

    /** Whether the server has said anything of this track: it does when it has got media of it. */
    private volatile boolean listed;

    /** What the server was told last; null when that may have been lost with its connection. */
    private @Nullable Boolean told = false;

    /** Whether it was told anything since it was announced, which is what may have been lost. */
    private boolean decided;

    /** By the server, or here. */
    boolean isMuted() {
        return byServer || here;
    }

    /** By the server, which knows of no decision of this client any more. Returns whether that is news. */
    synchronized boolean byServer(boolean now) {
        boolean news = now != byServer;
        byServer = now;
        told = now;
        return news;
    }

    /** By this client. Returns whether that ends a mute of the server's. */
    synchronized boolean here(boolean now) {
        here = now;
        boolean overruled = !now && byServer;
        if (overruled) {
            byServer = false;
            told = true;
            confirmations.tryEmitNext(true);
        }
        return overruled;
    }

    /** As it is to be announced, which the server knows from then on. */
    synchronized boolean announced() {
        listed = false;
        decided = false;
        told = here;
        return here;
    }

    /** The server has told this about it. */
    void confirmed(boolean muted) {
        confirmations.tryEmitNext(muted);
        listed = true;
    }

    /** Whether the server has to be told. What it has muted itself is not fought over. */
    synchronized boolean isUntold() {
        return !byServer && (told == null || told != here);
    }

    /** The connection is another one: what the one before was given may not have reached the server, in either direction. */
    synchronized void resumed() {
        told = decided ? null : told;
    }

    /**
     * Tells the server what it does not know yet: also what was decided while there was no connection, or was lost with the one before.
     * Nothing when it was told already. Begins to send before anybody else decides: or the last message would not be the last decision.
     */
    Mono<Void> tell(String sid, SignalSender sender) {
        return Mono.defer(() -> {
            Sinks.Empty<Void> sent = Sinks.empty();
            synchronized (this) {
                next().map(muted -> sender.send(new SignalRequest.Mute(sid, muted)))
                        .orElse(Mono.empty())
                        .subscribe(done -> {}, sent::tryEmitError, sent::tryEmitEmpty);
            }
            return sent.asMono();
        });
    }

    /** Counts as told from then on: whoever decides otherwise before the server has answered tells it again. */
    private Optional<Boolean> next() {
        if (!isUntold()) {
            return Optional.empty();
        }
        decided = true;
        told = here;
        return Optional.of(here);
    }

    /** Completes when the server says the same; at once when it says nothing of this track yet. */
    Mono<Void> awaitConfirmed() {
        return Mono.defer(() -> listed
                ? confirmations.asFlux().filter(muted -> muted == here).next().then()
                : Mono.empty());
    }
}
