package io.decart4j.reactor.internal.session;

import io.decart4j.error.DecartException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.internal.session.SessionState;
import io.decart4j.internal.session.SessionState.Signal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** How far a session has come, and what is to be in force. Thread-safe; nobody is told under its lock. */
public final class SessionProgress {

    private static final Logger log = SessionLog.of();

    private final Announcer announcer;
    private final Runnable onConnected;
    private final Sinks.Many<ConnectionState> states = Sinks.many().replay().latest();
    private final Object lock = new Object();
    private final InForce inForce = new InForce();
    private Consumer<Runnable> logContext = Runnable::run;
    private volatile SessionState state = SessionState.NEW;
    private volatile @Nullable DecartException lastError;
    private volatile @Nullable String sessionId;
    private volatile @Nullable String subscribeToken;

    /**
     * A session that has not begun.
     *
     * @param onConnected runs each time it comes into a connected state, after that was told
     */
    SessionProgress(Announcer announcer, Runnable onConnected) {
        this.announcer = announcer;
        this.onConnected = onConnected;
    }

    /** How its lines get into the log; before anything is told. */
    void logsWith(Consumer<Runnable> context) {
        logContext = context;
    }

    public SessionState state() {
        return state;
    }

    /** The state and its changes; completes when the session is over. Its subscribers hop to threads of their own. */
    Flux<ConnectionState> states() {
        return states.asFlux();
    }

    public Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    public Optional<String> subscribeToken() {
        return Optional.ofNullable(subscribeToken);
    }

    /** What the next connection begins with. */
    InForce inForce() {
        return inForce;
    }

    /** Whether the server said it itself, so that callers know it already. */
    boolean wasTold(DecartException error) {
        return error == lastError;
    }

    /** Moves, if the signal moves anything and its sender still counts; tells it in the order of the moves. */
    void moved(Signal signal, @Nullable DecartException cause, BooleanSupplier counts) {
        synchronized (lock) {
            if (!counts.getAsBoolean()) {
                return;
            }
            SessionState before = state;
            state = before.on(signal);
            ConnectionState now = state.connection();
            if (now != before.connection()) {
                String id = sessionId;
                announcer.later(() -> logged(id, before.connection(), now, cause));
                announcer.later(new SessionEvent.ConnectionChange(now));
                announcer.later(() -> states.tryEmitNext(now));
                if (now.isConnected()) {
                    announcer.later(onConnected);
                }
            }
            if (state.ended() && !before.ended()) {
                announcer.later(states::tryEmitComplete);
            }
        }
        announcer.tell();
    }

    void told(SessionEvent event) {
        if (event instanceof SessionEvent.SessionStarted opened) {
            sessionId = opened.sessionId();
            subscribeToken = opened.subscribeToken();
        } else if (event instanceof SessionEvent.ErrorOccurred occurred) {
            lastError = occurred.error();
        }
        announcer.tell(event);
    }

    /** Told unless the session has ended meanwhile. */
    void reconnecting(SessionEvent.Reconnecting event) {
        synchronized (lock) {
            if (!state.ended()) {
                announcer.later(event);
            }
        }
        announcer.tell();
    }

    /** The one line about a change. */
    private void logged(
            @Nullable String id, ConnectionState before, ConnectionState now, @Nullable DecartException cause) {
        String session = id == null ? "(new)" : id;
        String change = before.wireName() + " -> " + now.wireName();
        logContext.accept(() -> {
            if (cause == null) {
                log.info("Session {}: {}", session, change);
            } else {
                log.info("Session {}: {}: {}", session, change, cause.getMessage());
            }
        });
    }
}
