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
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One session from its beginning to its end: what it tells is checked and timed. */
final class Life {

    private static final int REMEMBERED = 40;

    private final String name;
    private final RealtimeSession session;
    private final Tally tally;
    private final Broken broken;
    private final BooleanSupplier mayEndForGood;
    private final Commands commands;
    private final StateRule rule = new StateRule();
    private final Deque<SessionEvent> lately = new ArrayDeque<>();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile boolean disconnecting;
    private volatile long lostAt;

    Life(String name, RealtimeSession session, Tally tally, Broken broken, BooleanSupplier mayEndForGood) {
        this.name = name;
        this.session = session;
        this.tally = tally;
        this.broken = broken;
        this.mayEndForGood = mayEndForGood;
        this.commands = new Commands(name, tally, broken);
    }

    RealtimeSession session() {
        return session;
    }

    Commands commands() {
        return commands;
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
        if (event instanceof SessionEvent.ConnectionChange change && change.state() == ConnectionState.RECONNECTING) {
            tally.reconnects.increment();
            lostAt = System.nanoTime();
        } else if (event instanceof SessionEvent.Ended ended) {
            ended(ended);
        }
    }

    private void ended(SessionEvent.Ended ended) {
        if (ended.error() == null) {
            tally.endedByUser.increment();
            if (!disconnecting) {
                broken.add(name + ": ended as if its user had asked for it: " + describe());
            }
            return;
        }
        tally.endedForGood.increment();
        if (!Failures.isPermanent(ended.error())) {
            broken.add(name + ": given up for " + ended.error() + ": " + describe());
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
