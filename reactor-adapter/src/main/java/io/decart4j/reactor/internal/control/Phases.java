package io.decart4j.reactor.internal.control;

import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells how long each phase of one attempt took: when it ends, or when the attempt fails in the middle of it. An attempt that
 * its caller ends tells nothing more. Thread-safe.
 */
public final class Phases {

    /** From the beginning of the attempt until it is connected. */
    public static final String TOTAL = "total";

    public static final String WEBSOCKET = "websocket";
    public static final String INITIAL_STATE = "initial-state";

    /** From when both sides may negotiate media until they flow. */
    public static final String HANDSHAKE = "webrtc-handshake";

    /** Of the direct handshake: to make an offer, to have an answer applied, to find a path from when the answer came. */
    public static final String OFFER = "offer";

    public static final String ANSWER = "answer";
    public static final String ICE = "ice";

    /** Of a room: to have it named, to be in it, to have published. */
    public static final String ROOM_INFO = "room-info";

    public static final String ROOM_JOIN = "room-join";
    public static final String PUBLISH = "publish-local-track";

    private final Consumer<SessionEvent> tell;
    private final Map<String, Long> begun = new LinkedHashMap<>();

    public Phases(Consumer<SessionEvent> tell) {
        this.tell = tell;
    }

    /** The same step as a phase, from its subscription. */
    public <T> Mono<T> time(String phase, Mono<T> step) {
        return Mono.defer(() -> {
            begin(phase);
            return step.doOnSuccess(value -> end(phase, true)).doOnError(e -> end(phase, false));
        });
    }

    /** Begins, or begins again. */
    public void begin(String phase) {
        synchronized (begun) {
            begun.put(phase, MonotonicTime.nanos());
        }
    }

    /** It has succeeded; nothing when it has not begun, or has ended before. */
    public void end(String phase) {
        end(phase, true);
    }

    /** The attempt has failed: what has begun will not end any more. */
    public void failed() {
        Map<String, Long> unfinished;
        synchronized (begun) {
            unfinished = new LinkedHashMap<>(begun);
        }
        unfinished.keySet().forEach(phase -> end(phase, false));
    }

    private void end(String phase, boolean success) {
        @Nullable Long start;
        synchronized (begun) {
            start = begun.remove(phase);
        }
        if (start != null) {
            tell.accept(new SessionEvent.PhaseTiming(phase, Duration.ofNanos(MonotonicTime.nanos() - start), success));
        }
    }

    /** What a phase ends in that takes longer than it may. */
    public static <T> Mono<T> late(String phase, Duration limit) {
        return Mono.error(() -> new PhaseTimeoutException(phase, limit));
    }
}
