package io.decart4j.chaos;

import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.RealtimeSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One session from its beginning to its end: what it tells is checked and timed. */
final class ObservedSession {

    private static final int REMEMBERED = 40;

    private final String name;
    private final RealtimeSession session;
    private final RetryRule retries;
    private final Tally tally;
    private final Broken broken;
    private final BooleanSupplier mayEndForGood;
    private final Commands commands;
    private final UsersCode usersCode;
    private final StateRule rule = new StateRule();
    private final Deque<SessionEvent> lately = new ArrayDeque<>();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean disconnecting;
    private volatile boolean ended;
    private volatile @Nullable DecartException cause;
    private volatile long lostAt;
    private volatile long connectedAt;
    private volatile boolean endedForGood;

    ObservedSession(
            String name,
            RealtimeSession session,
            RetryRule retries,
            Tally tally,
            Broken broken,
            BooleanSupplier mayEndForGood) {
        this.name = name;
        this.session = session;
        this.retries = retries;
        this.tally = tally;
        this.broken = broken;
        this.mayEndForGood = mayEndForGood;
        this.commands = new Commands(name, tally, broken);
        this.usersCode = new UsersCode(name, session, commands, broken);
    }

    RealtimeSession session() {
        return session;
    }

    Commands commands() {
        return commands;
    }

    UsersCode usersCode() {
        return usersCode;
    }

    RetryRule retries() {
        return retries;
    }

    /** Why it has ended; null while it has not, and when its user wanted it. */
    @Nullable
    DecartException cause() {
        return cause;
    }

    /** Whether its events are over. */
    boolean isOver() {
        return ended;
    }

    /** Completes after the last event. */
    Mono<Void> over() {
        return over.asMono();
    }

    void begin() {
        long began = System.nanoTime();
        tally.sessions.increment();
        session.events().subscribe(this::event, this::eventsFailed, this::completed);
        session.video(frame -> frame.width()).subscribe(this::frame, e -> broken.add(name + ": video failed: " + e));
        session.connect()
                .subscribe(connected -> tally.connects.add(Duration.ofNanos(System.nanoTime() - began)), failure -> {
                    if (!(failure instanceof DecartException)) {
                        broken.add(name + ": connect failed with " + failure);
                    }
                });
    }

    /** As its user: once the Mono completes, nothing of it is left. */
    Mono<Void> disconnect() {
        return Mono.defer(() -> {
            disconnecting = true;
            return session.disconnect();
        });
    }

    /** The state and what was told lately, for those who look into a broken invariant. */
    synchronized String describe() {
        return session.connectionState().wireName() + ", " + session.counters() + ", after " + lately;
    }

    private void event(SessionEvent event) {
        synchronized (this) {
            if (!(event instanceof SessionEvent.GenerationTick)) {
                if (lately.size() == REMEMBERED) {
                    lately.removeFirst();
                }
                lately.addLast(event);
            }
            if (!rule.allows(event)) {
                broken.add(name + ": " + event + " must not come here: " + lately);
            }
        }
        if (event instanceof SessionEvent.ConnectionChange change) {
            changed(change.state());
        } else if (event instanceof SessionEvent.Reconnecting next) {
            again(next);
        } else if (event instanceof SessionEvent.GenerationEnded generation) {
            endedForGood |= Failures.endsSession(generation.reason());
        } else if (event instanceof SessionEvent.Ended end) {
            ended(end);
        }
    }

    private void changed(ConnectionState state) {
        if (state == ConnectionState.RECONNECTING) {
            tally.reconnects.increment();
            lostAt = System.nanoTime();
        } else if (state.isConnected() && connectedAt == 0) {
            connectedAt = System.nanoTime();
        }
    }

    private void again(SessionEvent.Reconnecting next) {
        Duration up = connectedAt == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - connectedAt);
        connectedAt = 0;
        if (endedForGood) {
            broken.add(name + ": another attempt after a reason that is final: " + describe());
        }
        if (!retries.allows(next, up)) {
            broken.add(name + ": " + next + " after " + up + " of a connection is not in the policy: " + describe());
        }
    }

    private void ended(SessionEvent.Ended end) {
        cause = end.error();
        ended = true;
        usersCode.letGo();
        if (end.error() == null) {
            tally.endedByUser.increment();
            if (!disconnecting) {
                broken.add(name + ": ended as if its user had asked for it: " + describe());
            }
            return;
        }
        tally.endedForGood.increment();
        if (retries.hasThrown()) {
            tally.endedByPolicy.increment();
        } else if (!Failures.isPermanent(end.error())) {
            broken.add(name + ": given up for " + end.error() + ": " + describe());
        } else if (!mayEndForGood.getAsBoolean()) {
            broken.add(name + ": ended for good without cause: " + describe());
        }
    }

    private void completed() {
        if (rule.state() != ConnectionState.DISCONNECTED || session.connectionState() != ConnectionState.DISCONNECTED) {
            broken.add(name + ": its events are over in the state " + session.connectionState());
        }
        over.tryEmitEmpty();
    }

    private void eventsFailed(Throwable failure) {
        broken.add(name + ": its events failed: " + failure);
        over.tryEmitEmpty();
    }

    private void frame(int width) {
        long lost = lostAt;
        if (lost != 0 && session.isConnected()) {
            lostAt = 0;
            tally.recoveries.add(Duration.ofNanos(System.nanoTime() - lost));
        }
    }
}
