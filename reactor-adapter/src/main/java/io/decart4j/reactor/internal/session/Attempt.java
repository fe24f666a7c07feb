package io.decart4j.reactor.internal.session;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.internal.session.SessionState.Signal;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.PendingCommands;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.Muting;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * One connection from its opening to its end: a control channel and a media link, opened together and closed together.
 * The only class that knows both. Used once; nothing of it reaches the next attempt.
 */
public final class Attempt {

    /** How long after the loss of the media a word of the server may come that says why. */
    private static final Duration REASON_BEHIND = Duration.ofMillis(300);

    private final AttemptOwner owner;
    private final UnaryOperator<Mono<ControlChannel>> turn;
    private final Mono<ControlChannel> connector;
    private final MediaLink.Factory links;
    private final SessionTimeouts timeouts;
    private final StallPolicy stall;
    private final Muting muting;
    private final Phases phases;
    private final Sinks.Empty<Void> up = Sinks.empty();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile boolean connected;
    private volatile long connectedAt;
    private volatile boolean flowing;
    private volatile boolean generating;
    private volatile @Nullable AttemptStart opening;
    private volatile @Nullable PendingCommands requests;
    private volatile @Nullable MediaLink link;

    /**
     * An attempt that has not begun.
     *
     * @param turn waits until it may, which is no part of the time that an opening takes
     */
    public Attempt(
            AttemptOwner owner,
            UnaryOperator<Mono<ControlChannel>> turn,
            Mono<ControlChannel> connector,
            MediaLink.Factory links,
            SessionTimeouts timeouts,
            StallPolicy stall,
            Muting muting) {
        this.owner = owner;
        this.turn = turn;
        this.connector = connector;
        this.links = links;
        this.timeouts = timeouts;
        this.stall = stall;
        this.muting = muting;
        this.phases = new Phases(owner::told);
    }

    /** Runs the attempt. Completes after a disconnect, errors with what ended it; both when everything is closed. */
    Mono<Void> run() {
        boolean ofTheWhole = timeouts.connect().compareTo(timeouts.webSocket()) < 0;
        Duration limit = ofTheWhole ? timeouts.connect() : timeouts.webSocket();
        Mono<ControlChannel> inTime =
                connector.timeout(limit, Phases.late(ofTheWhole ? AttemptStart.WHOLE : Phases.WEBSOCKET, limit));
        Mono<ControlChannel> opened = phases.time(Phases.WEBSOCKET, inTime).doOnError(e -> phases.failed());
        return Flux.usingWhen(
                        turn.apply(opened).takeUntilOther(owner.disconnect()),
                        channel -> live(channel).takeUntilOther(owner.disconnect()),
                        channel -> close(channel, ConnectionException.failed("The session was disconnected", null)),
                        (channel, error) -> {
                            phases.failed();
                            // Before the closing, which may take a while: the session is not connected any more.
                            owner.lost(error);
                            return close(channel, error);
                        },
                        channel -> close(channel, ConnectionException.failed("The session was cancelled", null)))
                .doOnSubscribe(begin -> phases.begin(Phases.TOTAL))
                .doFinally(end -> ended.tryEmitEmpty())
                .then();
    }

    /** The commands of this connection; empty before it is open. */
    public Optional<PendingCommands> requests() {
        return Optional.ofNullable(requests);
    }

    /** The media path's last measured round trip. */
    public Mono<Duration> roundTripTime() {
        MediaLink current = link;
        return current == null ? Mono.empty() : current.roundTripTime();
    }

    /** What the media count now; empty while there are none. */
    public Mono<StatsReport> stats() {
        MediaLink current = link;
        return current == null ? Mono.empty() : current.stats();
    }

    /** Tells the other side that nothing will come, or that it comes again; completes when it knows, as far as it is told. */
    public Mono<Void> mute(boolean muted) {
        MediaLink current = link;
        return current == null ? Mono.empty() : current.mute(muted);
    }

    /** Completes when everything that the attempt opened is closed. */
    Mono<Void> ended() {
        return ended.asMono();
    }

    /** The server generates. Where that proves nothing about the media, it counts once they flow. */
    public void generating() {
        MediaLink media = link;
        generating = true;
        if (flowing || (media != null && media.isProvenByGeneration())) {
            connected(Signal.GENERATION_STARTED);
        }
    }

    /** Time is counted, so the server generates; the word for it may have been missed. */
    void ticked() {
        MediaLink media = link;
        if (media != null && !media.isProvenByGeneration()) {
            generating();
        }
    }

    private void flowing() {
        connected(Signal.PEER_CONNECTED);
        flowing = true;
        if (generating) {
            connected(Signal.GENERATION_STARTED);
        }
    }

    private void connected(Signal signal) {
        if (!connected) {
            connectedAt = MonotonicTime.nanos();
            connected = true;
        }
        phases.end(Phases.HANDSHAKE);
        phases.end(Phases.TOTAL);
        owner.moved(signal);
        up.tryEmitEmpty();
    }

    boolean isConnected() {
        return connected;
    }

    /** How long ago it was first connected; null when it never was. */
    @Nullable
    Duration connectedFor() {
        return connected ? MonotonicTime.since(connectedAt) : null;
    }

    /** The server has no place yet: the limits of connecting do not hold. */
    void queued() {
        AttemptStart current = opening;
        if (current != null) {
            current.queue().entered();
        }
    }

    /** The server says what it does not say to who waits in its queue. */
    void leftQueue() {
        AttemptStart current = opening;
        if (current != null) {
            current.queue().left();
        }
    }

    private Flux<Void> live(ControlChannel channel) {
        MediaLink media = links.create(channel);
        PendingCommands commands = new PendingCommands(
                channel, owner::acknowledged, media.goesOnWhenRefused() ? owner::refused : refused -> {});
        AttemptStart start = new AttemptStart(owner.initialState(), commands, timeouts, phases, owner::told);
        requests = commands;
        link = media;
        opening = start;
        MessageRouter router = new MessageRouter(this, owner, commands, media);
        return FirstFailure.merge(
                router.run(channel.messages()),
                media.run(start)
                        .doOnNext(up -> flowing())
                        .then()
                        .onErrorResume(loss -> behind(loss).then(Mono.error(() -> router.firstCause(loss)))),
                new StallWatch(media.frames(), stall, muting, owner::told).run(),
                start.limitedAsAWhole(up.asMono()));
    }

    /** Of lost media the reason may still be on its way: it travels on the other transport. Others are reasons themselves. */
    private Mono<?> behind(Throwable loss) {
        return connected && loss instanceof MediaException ? Mono.delay(REASON_BEHIND) : Mono.empty();
    }

    private Mono<Void> close(ControlChannel channel, Throwable cause) {
        PendingCommands commands = requests;
        if (commands != null) {
            commands.fail(cause);
        }
        MediaLink media = link;
        return Mono.whenDelayError(media == null ? Mono.empty() : media.close(), channel.close())
                .onErrorComplete();
    }
}
