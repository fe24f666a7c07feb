package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.session.SessionState.Signal;
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
final class Attempt {

    /** How long after the loss of the media a word of the server may come that says why. */
    private static final Duration REASON_BEHIND = Duration.ofMillis(300);

    private final AttemptOwner owner;
    private final UnaryOperator<Mono<ControlChannel>> turn;
    private final Mono<ControlChannel> connector;
    private final MediaLink.Factory links;
    private final SessionTimeouts timeouts;
    private final StallPolicy stall;
    private final Phases phases;
    private final Sinks.Empty<Void> up = Sinks.empty();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private volatile boolean connected;
    private volatile long connectedAt;
    private volatile boolean flowing;
    private volatile boolean generating;
    private volatile @Nullable Opening opening;
    private volatile @Nullable Requests requests;
    private volatile @Nullable MediaLink link;

    /**
     * An attempt that has not begun.
     *
     * @param turn waits until it may, which is no part of the time that an opening takes
     */
    Attempt(
            AttemptOwner owner,
            UnaryOperator<Mono<ControlChannel>> turn,
            Mono<ControlChannel> connector,
            MediaLink.Factory links,
            SessionTimeouts timeouts,
            StallPolicy stall) {
        this.owner = owner;
        this.turn = turn;
        this.connector = connector;
        this.links = links;
        this.timeouts = timeouts;
        this.stall = stall;
        this.phases = new Phases(owner::told);
    }

    /** Runs the attempt. Completes after a disconnect, errors with what ended it; both when everything is closed. */
    Mono<Void> run() {
        Mono<ControlChannel> inTime =
                connector.timeout(timeouts.webSocket(), Phases.late(Phases.WEBSOCKET, timeouts.webSocket()));
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
    Optional<Requests> requests() {
        return Optional.ofNullable(requests);
    }

    /** The media path's last measured round trip. */
    Mono<Optional<Duration>> roundTripTime() {
        MediaLink current = link;
        return current == null ? Mono.just(Optional.empty()) : current.roundTripTime();
    }

    /** What the media count now; empty while there are none. */
    Mono<StatsReport> stats() {
        MediaLink current = link;
        return current == null ? Mono.empty() : current.stats();
    }

    /** Completes when everything that the attempt opened is closed. */
    Mono<Void> ended() {
        return ended.asMono();
    }

    /** The server generates. Where that proves nothing about the media, it counts once they flow. */
    void generating() {
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
        Opening current = opening;
        if (current != null) {
            current.queue().entered();
        }
    }

    /** The server says what it does not say to who waits in its queue. */
    void leftQueue() {
        Opening current = opening;
        if (current != null) {
            current.queue().left();
        }
    }

    private Flux<Void> live(ControlChannel channel) {
        MediaLink media = links.create(channel);
        Requests commands =
                new Requests(channel, owner::acknowledged, media.goesOnWhenRefused() ? owner::refused : refused -> {});
        Opening start = new Opening(owner.initialState(), commands, timeouts, phases, owner::told);
        requests = commands;
        link = media;
        opening = start;
        Dispatch dispatch = new Dispatch(this, owner, commands, media);
        return FirstFailure.merge(
                dispatch.run(channel.messages()),
                media.run(start)
                        .doOnNext(up -> flowing())
                        .then()
                        .onErrorResume(loss -> behind(loss).then(Mono.error(() -> dispatch.firstCause(loss)))),
                new StallWatch(media.frames(), stall, owner::told).run(),
                start.limitedAsAWhole(up.asMono()));
    }

    /** Of lost media the reason may still be on its way: it travels on the other transport. Others are reasons themselves. */
    private Mono<?> behind(Throwable loss) {
        return connected && loss instanceof MediaException ? Mono.delay(REASON_BEHIND) : Mono.empty();
    }

    private Mono<Void> close(ControlChannel channel, Throwable cause) {
        Requests commands = requests;
        if (commands != null) {
            commands.fail(cause);
        }
        MediaLink media = link;
        return Mono.whenDelayError(media == null ? Mono.empty() : media.close(), channel.close())
                .onErrorComplete();
    }
}
