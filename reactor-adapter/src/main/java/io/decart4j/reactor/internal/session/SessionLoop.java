package io.decart4j.reactor.internal.session;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.internal.session.ReconnectDecision;
import io.decart4j.internal.session.SessionState.Signal;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.internal.context.LogContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/** A session as attempts under a retry, from the first subscriber of its connect to its end. */
public final class SessionLoop {

    private final Mono<DesiredState> initial;
    private final Function<AttemptOwner, Attempt> attempts;
    private final ReconnectPolicy policy;
    private final Backoff backoff;
    private final InstrumentedSession instrumented;
    private final OpenSessions open;
    private final Mono<Void> onEnd;
    private final Announcer announcer;
    private final SessionProgress progress;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Sinks.Empty<Void> connected = Sinks.empty();
    private final Sinks.Empty<Void> disconnect = Sinks.empty();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean asked;
    private volatile @Nullable Attempt current;
    private @Nullable AttemptReports reports; // of the attempt that ran last, as the decision; one thread at a time
    private @Nullable ReconnectDecision decision;

    /**
     * A session that has not begun.
     *
     * @param initial what is to be in force from the start, empty for a viewer; its error ends the session
     * @param attempts makes the next attempt
     * @param instrumented is told when the session begins, and of each event first
     * @param open knows the session while it is there
     * @param onEnd subscribed once, after everything is closed; the session is over when it completes
     */
    public SessionLoop(
            Mono<DesiredState> initial,
            Function<AttemptOwner, Attempt> attempts,
            ReconnectPolicy policy,
            Announcer announcer,
            InstrumentedSession instrumented,
            OpenSessions open,
            Mono<Void> onEnd) {
        this.initial = initial;
        this.attempts = attempts;
        this.policy = policy;
        this.backoff = new Backoff(policy);
        this.instrumented = instrumented;
        this.open = open;
        this.onEnd = onEnd;
        this.announcer = announcer;
        announcer.tellsFirst(instrumented::event);
        open.created(this);
        this.progress = new SessionProgress(announcer, connected::tryEmitEmpty);
    }

    /** Begins, the first time; completes in connected or generating, errors when the session ends before, or is over. */
    public Mono<Void> connect() {
        return Mono.deferContextual(context -> {
            if (started.compareAndSet(false, true)) {
                begin(context);
            } else if (progress.state().ended()) {
                // An error of an attempt that failed is told again; a session that was connected has none.
                return connected.asMono().then(Mono.error(SessionLoop::isOver));
            }
            return connected.asMono();
        });
    }

    private void begin(ContextView context) {
        String refusal = open.enter(this);
        if (refusal != null) {
            end(ConnectionException.failed(refusal, null));
            return;
        }
        decision = backoff.decision();
        progress.logsWith(LogContext.of(context));
        instrumented.begin(context);
        moved(Signal.CONNECT, null);
        run().subscribe(null, this::end, () -> end(null));
    }

    /** Ends the session; completes when everything is closed. */
    public Mono<Void> end() {
        return Mono.defer(() -> {
            asked = asked || !progress.state().ended();
            moved(Signal.ENDED, null);
            disconnect.tryEmitEmpty();
            if (started.compareAndSet(false, true)) {
                end(null);
            }
            return over.asMono();
        });
    }

    /** Completes as soon as commands may be sent; empty-handed too when the session is over. */
    Mono<Void> connectedOrOver() {
        return progress.states().takeUntil(ConnectionState::isConnected).then();
    }

    public SessionProgress progress() {
        return progress;
    }

    /** The state and its changes; completes when the session is over. */
    public Flux<ConnectionState> states() {
        return progress.states();
    }

    public ConnectionState connectionState() {
        return progress.state().connection();
    }

    public Optional<Attempt> current() {
        return Optional.ofNullable(current);
    }

    private void moved(Signal signal, @Nullable DecartException cause) {
        progress.moved(signal, cause, () -> true);
    }

    private Mono<Void> run() {
        return initial.doOnNext(progress.inForce()::begin)
                .then(Mono.defer(this::attempt)
                        .retryWhen(Retry.from(failures -> failures.concatMap(signal -> again(signal.failure())))))
                // A running attempt ends by itself, in order; this ends the waits between attempts.
                .takeUntilOther(disconnect.asMono().then(Mono.defer(this::attemptEnded)));
    }

    private Mono<Void> attempt() {
        AttemptReports next = new AttemptReports(progress, policy, disconnect.asMono());
        reports = next;
        Attempt attempt = attempts.apply(next);
        current = attempt;
        return attempt.run();
    }

    private Mono<Void> attemptEnded() {
        Attempt last = current;
        return last == null ? Mono.empty() : last.ended();
    }

    private Mono<Long> again(Throwable failure) {
        Attempt last = current;
        AttemptReports said = reports;
        // Its user may have ended the session while the connection was closed.
        if (last == null
                || said == null
                || decision == null
                || progress.state().ended()
                || !said.isWorthAnother(failure)) {
            return Mono.error(failure);
        }
        return decision.next(last.connectedFor(), MonotonicTime.nanos()) instanceof ReconnectDecision.Step.Retry retry
                ? again(retry, failure)
                : Mono.error(failure);
    }

    private Mono<Long> again(ReconnectDecision.Step.Retry retry, Throwable failure) {
        progress.reconnecting(
                new SessionEvent.Reconnecting(retry.attempt(), retry.delay(), AttemptReports.typed(failure)));
        Duration wait = backoff.jittered(retry.delay());
        return wait.isZero() ? Mono.just(0L) : Mono.delay(wait);
    }

    private void end(@Nullable Throwable failure) {
        DecartException error = failure == null || asked ? null : AttemptReports.typed(failure);
        moved(Signal.ENDED, error);
        if (error != null && !progress.wasTold(error)) { // the server's own words were told when they came
            announcer.later(new SessionEvent.ErrorOccurred(error));
        }
        // With what was put down before: what is told next comes when the caller's sources are closed.
        announcer.tell();
        onEnd.onErrorComplete().subscribe(nothing -> {}, e -> {}, () -> ended(error));
    }

    private void ended(@Nullable DecartException error) {
        announcer.later(new SessionEvent.Ended(error));
        announcer.later(() -> {
            open.leave(this);
            connected.tryEmitError(
                    error != null ? error : ConnectionException.failed("The session was disconnected", null));
            over.tryEmitEmpty();
        });
        announcer.tell();
    }

    private static ConnectionException isOver() {
        return ConnectionException.failed("The session is over; it connects once, so open another one", null);
    }
}
