package io.decart4j.cli;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.MediaCounters;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the summary tells. */
final class Tally {

    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int sessions;
    private volatile int reconnects;
    private volatile double seconds;
    private volatile double secondsBefore;
    private volatile boolean connected;
    private volatile @Nullable String sessionId;

    /** On one thread at a time. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void event(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change) {
            connected |= change.state().isConnected();
            reconnects += change.state() == ConnectionState.RECONNECTING ? 1 : 0;
        } else if (event instanceof SessionEvent.SessionStarted started) {
            sessionId = started.sessionId();
            sessions++;
            secondsBefore += seconds; // the server counts anew in a new session
            seconds = 0;
        } else if (event instanceof SessionEvent.GenerationTick tick) {
            seconds = tick.seconds();
        }
    }

    void command(boolean ok) {
        commands.incrementAndGet();
        refused.addAndGet(ok ? 0 : 1);
    }

    boolean wasConnected() {
        return connected;
    }

    Line summary(boolean orderly, MediaCounters counters) {
        double generated = secondsBefore + seconds;
        String text = (orderly ? "ended in order: " : "ended by a failure: ") + generated + " s generated, "
                + counters.framesSent() + " frames sent, " + counters.framesReceived() + " received, "
                + commands + " commands (" + refused + " failed), " + reconnects + " reconnects";
        Line line = Line.of("summary", text)
                .with("ok", orderly)
                .with("sessionId", sessionId)
                .with("sessions", sessions)
                .with("seconds", generated);
        return Throughput.counters(line, counters)
                .with("commands", commands.get())
                .with("failedCommands", refused.get())
                .with("reconnects", reconnects);
    }
}
