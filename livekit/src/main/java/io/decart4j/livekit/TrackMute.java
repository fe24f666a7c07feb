package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether a track of this client is muted, by whom, and what the server has to be told of that. */
final class TrackMute {

    /**
     * What the server has said of the track.
     *
     * @param tells how often it had been told something by then
     */
    private record Said(boolean muted, int tells) {}

    private final Sinks.Many<Said> said = Sinks.many().replay().latest();
    private volatile boolean byServer;
    private volatile boolean here;

    /** Whether the server has said anything of this track: it does when it has got media of it. */
    private volatile boolean listed;

    /** Whether it has said that the track is muted since it muted it. */
    private boolean listedMuted;

    /** What the server was told last; null when that may have been lost with its connection. */
    private @Nullable Boolean told = false;

    private int tells;

    /** Of them, those that the server may not have heard. More than there are where it does not say enough. */
    private int unconfirmed;

    /** By the server, or here. */
    boolean isMuted() {
        return byServer || here;
    }

    /** By the server, which knows of no decision of this client any more. Returns whether that is news. */
    synchronized boolean byServer(boolean now) {
        boolean news = now != byServer;
        byServer = now;
        listedMuted = false;
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
        }
        return overruled;
    }

    /** As it is to be announced, which the server knows from then on. */
    synchronized boolean announced() {
        listed = false;
        unconfirmed = 0;
        told = here;
        return here;
    }

    /** The server has told this about it. Returns whether that ends its mute: it has heard this client after all. */
    boolean confirmed(boolean muted) {
        said.tryEmitNext(new Said(muted, heard(muted)));
        listed = true;
        return endsMute(muted);
    }

    private synchronized int heard(boolean muted) {
        if (told == null || muted == told) {
            unconfirmed = unconfirmed == 1 ? 0 : unconfirmed;
        } else if (unconfirmed > 1) {
            unconfirmed--;
        }
        return tells;
    }

    private synchronized boolean endsMute(boolean muted) {
        boolean ended = byServer && listedMuted && !muted;
        listedMuted = byServer && muted;
        if (ended) {
            byServer = false;
            told = false;
        }
        return ended;
    }

    /** Whether the server has to be told. What it has muted itself is not fought over. */
    synchronized boolean isUntold() {
        return !byServer && (told == null || told != here);
    }

    /** The connection is another one: what the one before was given may not have reached the server. */
    synchronized void resumed() {
        told = unconfirmed > 0 ? null : told;
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
        tells++;
        unconfirmed++;
        told = here;
        return Optional.of(here);
    }

    /** Completes when the server says the same, having been told it; at once when it says nothing of this track yet. */
    Mono<Void> awaitConfirmed() {
        return Mono.defer(() -> {
            int since = tells();
            return listed
                    ? said.asFlux()
                            .filter(now -> now.tells() >= since && now.muted() == here)
                            .next()
                            .then()
                    : Mono.empty();
        });
    }

    private synchronized int tells() {
        return tells;
    }
}
