package io.decart4j.cli;

import io.decart4j.event.SessionEvent;
import java.util.Locale;
import java.util.Optional;

/** Session events as lines. */
final class EventLines {

    private EventLines() {}

    /** The line for an event; empty for those that only matter to developers of the client. */
    static Optional<Line> of(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change) {
            String state = change.state().wireName();
            return line("connectionChange", state, "state", state);
        }
        if (event instanceof SessionEvent.SessionStarted started) {
            return line("sessionStarted", "session " + started.sessionId(), "sessionId", started.sessionId());
        }
        if (event instanceof SessionEvent.GenerationTick tick) {
            return line("generationTick", "generated " + seconds(tick.seconds()), "seconds", tick.seconds());
        }
        if (event instanceof SessionEvent.GenerationEnded ended) {
            return line(
                            "generationEnded",
                            "generation ended after " + seconds(ended.seconds()) + ": " + ended.reason(),
                            "seconds",
                            ended.seconds())
                    .map(line -> line.with("reason", ended.reason()));
        }
        if (event instanceof SessionEvent.QueuePosition queue) {
            return line(
                            "queuePosition",
                            "waiting in the queue: " + queue.position() + " of " + queue.queueSize(),
                            "position",
                            queue.position())
                    .map(line -> line.with("queueSize", queue.queueSize()));
        }
        if (event instanceof SessionEvent.Reconnecting attempt) {
            return Optional.of(reconnecting(attempt));
        }
        return event instanceof SessionEvent.ErrorOccurred failed
                ? Optional.of(error(failed.error()))
                : Optional.empty();
    }

    static Line error(Throwable e) {
        String text = Failure.text(e);
        return Line.of("error", "error: " + text).with("code", Failure.code(e)).with("message", text);
    }

    private static Line reconnecting(SessionEvent.Reconnecting attempt) {
        String cause = Failure.text(attempt.cause());
        long delay = attempt.delay().toMillis();
        return Line.of("reconnecting", "attempt " + attempt.attempt() + " in " + delay + " ms, because: " + cause)
                .with("attempt", attempt.attempt())
                .with("delayMs", delay)
                .with("cause", cause);
    }

    private static Optional<Line> line(String type, String text, String field, Object value) {
        return Optional.of(Line.of(type, text).with(field, value));
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }
}
