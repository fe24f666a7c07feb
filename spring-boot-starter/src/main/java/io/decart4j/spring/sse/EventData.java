package io.decart4j.spring.sse;

import io.decart4j.event.SessionEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of an event goes to a page: its fields in the words of the official SDKs, without tokens and stack traces. */
record EventData(String name, Map<String, Object> fields) {

    static EventData of(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change) {
            return data("connectionChange", "state", change.state().wireName());
        } else if (event instanceof SessionEvent.SessionStarted started) {
            return data("sessionStarted", "sessionId", started.sessionId());
        } else if (event instanceof SessionEvent.QueuePosition queue) {
            return data("queuePosition", "position", queue.position(), "queueSize", queue.queueSize());
        } else if (event instanceof SessionEvent.Status status) {
            return data("status", "status", status.status());
        } else if (event instanceof SessionEvent.GenerationStarted) {
            return data("generationStarted");
        } else if (event instanceof SessionEvent.GenerationTick tick) {
            return data("generationTick", "seconds", tick.seconds());
        } else if (event instanceof SessionEvent.GenerationEnded ended) {
            return data("generationEnded", "seconds", ended.seconds(), "reason", ended.reason());
        }
        return rest(event);
    }

    private static EventData rest(SessionEvent event) {
        if (event instanceof SessionEvent.ErrorOccurred error) {
            return data(
                    "error",
                    "code",
                    error.error().code().name(),
                    "message",
                    error.error().getMessage());
        } else if (event instanceof SessionEvent.Reconnecting again) {
            return data(
                    "reconnecting",
                    "attempt",
                    again.attempt(),
                    "delayMs",
                    again.delay().toMillis());
        } else if (event instanceof SessionEvent.Diagnostic diagnostic) {
            return DiagnosticData.of(diagnostic);
        } else if (event instanceof SessionEvent.Ended ended) {
            return data(
                    "ended",
                    "code",
                    ended.cause().map(cause -> cause.code().name()).orElse(null));
        }
        return data("other");
    }

    /** Names and values in turn; a value that is null is left out. */
    static EventData data(String name, @Nullable Object... fields) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            if (value != null) {
                map.put(String.valueOf(fields[i]), value);
            }
        }
        return new EventData(name, map);
    }
}
