package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.SignalingException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ClientMessage;
import io.decart4j.session.DesiredState;
import io.decart4j.session.SessionState;
import io.decart4j.session.SessionState.Signal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * A session as attempts under a retry. What outlives an attempt is here: the state that callers see, and the state that
 * they want to be in force.
 */
final class SessionLoop implements AttemptOwner {

    private static final Logger log = LoggerFactory.getLogger(RealtimeSession.class);

    private final Mono<DesiredState> initial;
    private final Function<AttemptOwner, Attempt> attempts;
    private final ReconnectPolicy policy;
    private final EventHub events;
    private final Watched watched;
    private final Mono<Void> onEnd;
    private final AtomicBoolean started = new AtomicBoolean();
    private final Sinks.Empty<Void> connected = Sinks.empty();
    private final Sinks.Empty<Void> disconnect = Sinks.empty();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private final Sinks.Many<ConnectionState> states = Sinks.many().replay().latest();
    private final Object lock = new Object();
    private final InForce inForce = new InForce();
    private volatile Consumer<Runnable> logContext = Runnable::run;
    private volatile SessionState state = SessionState.NEW;
    private volatile boolean asked;
    private volatile boolean lostOnce;
    private volatile long began;
    private volatile long retries;
    private volatile @Nullable DecartException lastError;
    private volatile @Nullable Attempt current;
    private volatile @Nullable String sessionId;
    private volatile @Nullable String subscribeToken;

    /**
     * A session that has not begun.
     *
     * @param initial what is to be in force from the start, empty for a viewer; its error ends the session
     * @param attempts makes the next attempt
     * @param watched is told when the session begins, and of each event first
     * @param onEnd subscribed once, after everything is closed; the session is over when it completes
     */
    SessionLoop(
            Mono<DesiredState> initial,
            Function<AttemptOwner, Attempt> attempts,
            ReconnectPolicy policy,
            EventHub events,
            Watched watched,
            Mono<Void> onEnd) {
        this.initial = initial;
        this.attempts = attempts;
        this.policy = policy;
        this.events = events;
        this.watched = watched;
        this.onEnd = onEnd;
        events.tellFirst(watched::event);
    }

    /** Begins, the first time; completes in connected or generating, errors when the session ends before. */
    Mono<Void> connect() {
        return Mono.deferContextual(context -> {
            if (started.compareAndSet(false, true)) {
                began = MonotonicTime.nanos();
                logContext = LogContext.of(context);
                watched.begin(context);
                moved(Signal.CONNECT);
                run().subscribe(null, this::end, () -> end(null));
            }
            return connected.asMono();
        });
    }

    /** Ends the session; completes when everything is closed. */
    Mono<Void> end() {
        return Mono.defer(() -> {
            asked = asked || !state.ended();
            moved(Signal.ENDED);
            disconnect.tryEmitEmpty();
            if (started.compareAndSet(false, true)) {
                end(null);
            }
            return over.asMono();
        });
    }

    /** Completes as soon as commands may be sent; empty-handed too when the session is over. */
    Mono<Void> connectedOrOver() {
        return states.asFlux().takeUntil(now -> now.isConnected()).then();
    }

    /** The state and its changes; completes when the session is over. Subscribers run in the middle of the change. */
    Flux<ConnectionState> states() {
        return states.asFlux();
    }

    ConnectionState connectionState() {
        return state.connection();
    }

    Optional<Attempt> current() {
        return Optional.ofNullable(current);
    }

    Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    Optional<String> subscribeToken() {
        return Optional.ofNullable(subscribeToken);
    }

    @Override
    public Optional<ClientMessage> initialState() {
        return inForce.tell();
    }

    @Override
    public Mono<Void> disconnect() {
        return disconnect.asMono();
    }

    @Override
    public void moved(Signal signal) {
        moved(signal, null);
    }

    private void moved(Signal signal, @Nullable DecartException cause) {
        synchronized (lock) {
            SessionState before = state;
            state = before.on(signal);
            if (state.connection() != before.connection()) {
                logged(before.connection(), state.connection(), cause);
                events.emit(new SessionEvent.ConnectionChange(state.connection()));
                states.tryEmitNext(state.connection());
            }
            if (state.ended()) {
                states.tryEmitComplete();
            }
        }
        if (state.connection().isConnected()) {
            connected.tryEmitEmpty();
        }
    }

    /** The one line about a change. */
    private void logged(ConnectionState before, ConnectionState now, @Nullable DecartException cause) {
        String id = sessionId == null ? "(new)" : sessionId;
        String change = before.wireName() + " -> " + now.wireName();
        logContext.accept(() -> {
            if (cause == null) {
                log.info("Session {}: {}", id, change);
            } else {
                log.info("Session {}: {}: {}", id, change, cause.getMessage());
            }
        });
    }

    @Override
    public void lost(Throwable failure) {
        DecartException cause = typed(failure);
        moved(policy.retryIf().test(cause) ? Signal.LOST : Signal.ENDED, cause);
    }

    @Override
    public void told(SessionEvent event) {
        if (event instanceof SessionEvent.SessionStarted opened) {
            sessionId = opened.sessionId();
            subscribeToken = opened.subscribeToken();
        } else if (event instanceof SessionEvent.ErrorOccurred occurred) {
            lastError = occurred.error();
        }
        events.emit(event);
    }

    @Override
    public void acknowledged(ClientMessage message) {
        inForce.accepted(message);
    }

    @Override
    public void refused(ClientMessage message) {
        inForce.refused(message);
    }

    private Mono<Void> run() {
        return initial.doOnNext(inForce::begin)
                .then(Mono.defer(this::attempt).retryWhen(opening()).retryWhen(afterLoss()))
                // A running attempt ends by itself, in order; this ends the waits between attempts.
                .takeUntilOther(disconnect.asMono().then(Mono.defer(this::attemptEnded)));
    }

    private Mono<Void> attempt() {
        Attempt next = attempts.apply(this);
        current = next;
        return next.run().onErrorMap(e -> next.isConnected() ? new LostConnection(e) : e);
    }

    private Mono<Void> attemptEnded() {
        Attempt last = current;
        return last == null ? Mono.empty() : last.ended();
    }

    /** Attempts that do not get as far as a connection: with waits, and only so many. */
    private Retry opening() {
        return policy.backoff()
                .filter(e -> !(e instanceof LostConnection) && isWorthAnother(e, policy.delay(retries)))
                .doBeforeRetry(retry -> {
                    retries = retry.totalRetries() + 1;
                    retrying(
                            retry.totalRetries() + (lostOnce ? 2 : 1),
                            policy.delay(retry.totalRetries()),
                            retry.failure());
                });
    }

    /** A connection that was up and is lost: at once, and with all retries afresh. */
    private Retry afterLoss() {
        return Retry.indefinitely()
                .filter(e -> {
                    began = MonotonicTime.nanos();
                    retries = 0;
                    return e instanceof LostConnection && isWorthAnother(LostConnection.cause(e), Duration.ZERO);
                })
                .doBeforeRetry(loss -> {
                    lostOnce = true;
                    retrying(1, Duration.ZERO, loss.failure());
                });
    }

    /** The budget is for when an attempt begins, so the wait before it counts. */
    private boolean isWorthAnother(Throwable failure, Duration delay) {
        return !state.ended() // its user may have ended the session while the connection was closed
                && policy.retryIf().test(typed(failure))
                && policy.allows(Duration.ofNanos(MonotonicTime.nanos() - began).plus(delay));
    }

    private void retrying(long attempt, Duration delay, Throwable failure) {
        synchronized (lock) {
            if (!state.ended()) {
                events.emit(new SessionEvent.Reconnecting((int) attempt, delay, typed(LostConnection.cause(failure))));
            }
        }
    }

    private void end(@Nullable Throwable failure) {
        DecartException error = failure == null || asked ? null : typed(LostConnection.cause(failure));
        moved(Signal.ENDED, error);
        if (error != null && error != lastError) { // the server's own words were told when they came
            events.emit(new SessionEvent.ErrorOccurred(error));
        }
        onEnd.onErrorComplete().subscribe(nothing -> {}, e -> {}, () -> ended(error));
    }

    private void ended(@Nullable DecartException error) {
        events.emit(new SessionEvent.Ended(error));
        connected.tryEmitError(
                error != null ? error : ConnectionException.failed("The session was disconnected", null));
        over.tryEmitEmpty();
    }

    private static DecartException typed(Throwable failure) {
        return failure instanceof DecartException known
                ? known
                : new SignalingException(
                        "Signaling error: " + failure.getClass().getSimpleName(), failure);
    }
}
