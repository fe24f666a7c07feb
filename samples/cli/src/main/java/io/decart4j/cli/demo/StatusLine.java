package io.decart4j.cli.demo;

import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.RealtimeSession;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One line that tells how the session is doing: rewritten in place on a terminal, else written now and then. */
final class StatusLine {

    private static final Duration ON_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(2);
    private static final Duration FPS_OVER = Duration.ofSeconds(1);

    private final PrintStream out;
    private final boolean terminal;
    private double seconds;
    private double secondsBefore;
    private double fps;
    private long countedFrames;
    private long countedAt = System.nanoTime();

    StatusLine(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Until disposed. */
    Disposable follow(RealtimeSession session) {
        Disposable ticks =
                session.events().ofType(SessionEvent.GenerationTick.class).subscribe(tick -> generated(tick.seconds()));
        Disposable shown = Flux.interval(terminal ? ON_TERMINAL : ELSEWHERE)
                .onBackpressureDrop()
                .concatMap(tick -> session.roundTripTime().map(Optional::of).defaultIfEmpty(Optional.empty()))
                .onErrorResume(e -> Mono.empty())
                .subscribe(roundTrip -> show(session, roundTrip));
        return Disposables.composite(ticks, shown);
    }

    /** A line that stays. */
    synchronized void say(String line) {
        out.println(terminal ? "\r\u001b[K" + line : line);
        out.flush();
    }

    /** Takes the live line away. */
    synchronized void clear() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }

    private synchronized void generated(double value) {
        // A new session of the server counts from the start again.
        secondsBefore += value < seconds ? seconds : 0;
        seconds = value;
    }

    private synchronized void show(RealtimeSession session, Optional<Duration> roundTrip) {
        MediaCounters now = session.counters();
        count(now.framesReceived());
        String text = String.format(
                Locale.ROOT,
                "   %-12s out %-5d in %-5d %5.1f fps  rtt %-6s %3.0f s generated",
                session.connectionState().wireName(),
                now.framesSent(),
                now.framesReceived(),
                fps,
                roundTrip.map(time -> time.toMillis() + " ms").orElse("-"),
                secondsBefore + seconds);
        if (terminal) {
            out.print("\r" + text + "\u001b[K");
        } else {
            out.println(text);
        }
        out.flush();
    }

    private void count(long frames) {
        long nanos = System.nanoTime() - countedAt;
        if (nanos >= FPS_OVER.toNanos()) {
            fps = (frames - countedFrames) * 1e9 / nanos;
            countedFrames = frames;
            countedAt += nanos;
        }
    }
}
