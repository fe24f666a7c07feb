package io.decart4j.reactor.internal.media;

import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ClientMessage;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.reactor.internal.control.PendingCommands;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.control.QueueWait;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * What an attempt lends to its media link: the initial state, of which the link decides when it is told and who waits for
 * the answer, and the limits and timings of the phases.
 */
public final class AttemptStart {

    /** The attempt, in the words of its limit. */
    public static final String WHOLE = "connection";

    private final Optional<ClientMessage> initialState;
    private final PendingCommands commands;
    private final SessionTimeouts timeouts;
    private final Phases phases;
    private final Consumer<SessionEvent> tell;
    private final QueueWait queue = new QueueWait();

    /**
     * An attempt that begins.
     *
     * @param initialState what is to be in force; empty for a viewer, who tells nothing
     */
    public AttemptStart(
            Optional<ClientMessage> initialState,
            PendingCommands commands,
            SessionTimeouts timeouts,
            Phases phases,
            Consumer<SessionEvent> tell) {
        this.initialState = initialState;
        this.commands = commands;
        this.timeouts = timeouts;
        this.phases = phases;
        this.tell = tell;
    }

    /** What is to be in force; empty for a viewer. */
    public Optional<ClientMessage> initialState() {
        return initialState;
    }

    public SessionTimeouts timeouts() {
        return timeouts;
    }

    /** Tells the initial state, if there is one; completes when the server has accepted it. */
    public Mono<Void> agreed() {
        return Mono.justOrEmpty(initialState)
                .flatMap(message -> phases.time(
                        Phases.INITIAL_STATE, limited(Phases.INITIAL_STATE, timeouts.initialState(), request(message))))
                .doOnSuccess(accepted -> placed());
    }

    /** Tells this as the initial state; the limit for the answer begins with the end of {@code start}. */
    public Mono<Void> agreed(ClientMessage message, Mono<?> start) {
        Duration limit = timeouts.initialState();
        Mono<Long> over = start.then(Mono.delay(limit));
        return phases.time(
                Phases.INITIAL_STATE, request(message).timeout(over, Phases.late(Phases.INITIAL_STATE, limit)));
    }

    /** Of what the attempt sends. */
    public SendingStalls sendingStalls() {
        return new SendingStalls(tell);
    }

    /** Something went wrong that does not end the attempt. */
    public void report(DecartException error) {
        tell.accept(new SessionEvent.ErrorOccurred(error));
    }

    /** Whether the server has a place. */
    public QueueWait queue() {
        return queue;
    }

    /** The server has a place: it has accepted the initial state, or named a room. */
    public void placed() {
        queue.placed();
    }

    /** The same step, for so long; a place in the queue suspends the limit. */
    public <T> Mono<T> limited(String phase, Duration limit, Mono<T> step) {
        return step.timeout(queue.outsideOf(limit).next(), Phases.late(phase, limit));
    }

    /** The attempt as a whole, which may also wait in the queue for so long. */
    public <T> Mono<T> limitedAsAWhole(Mono<T> attempt) {
        return limited(WHOLE, timeouts.connect(), attempt)
                .timeout(queue.within(timeouts.queue()), Phases.late("queue", timeouts.queue()));
    }

    /** Those of the attempt. */
    public Phases phases() {
        return phases;
    }

    /** For a peer connection that is made now. */
    public PeerDiagnostics diagnostics() {
        return new PeerDiagnostics(tell);
    }

    private Mono<Void> request(ClientMessage message) {
        return commands.request("initial state", message, Duration.ZERO);
    }
}
