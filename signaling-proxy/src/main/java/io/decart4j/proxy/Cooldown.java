package io.decart4j.proxy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Callers that went beyond a limit. Their next connections come one at a time and late, or each of them would bring a whole
 * burst along.
 */
final class Cooldown {

    /** Connections of one caller that may wait. */
    private static final int WAITING = 10;

    private final Duration each;
    /** When the next connection of a caller may begin, in nanoseconds of the scheduler. */
    private final Map<String, Long> next = new ConcurrentHashMap<>();

    Cooldown(Duration each) {
        this.each = each;
    }

    /** From now on the caller is late. */
    void begin(String caller) {
        long due = now() + each.toNanos();
        forget(caller, next.merge(caller, due, Math::max));
    }

    /** Completes with true when the caller's turn has come, at once for one that kept the limits; false: too many wait. */
    Mono<Boolean> turn(String caller) {
        return Mono.defer(() -> {
            long now = now();
            Long due = next.get(caller);
            if (due == null) {
                return Mono.just(true);
            }
            if (due - now > WAITING * each.toNanos()) {
                return Mono.just(false);
            }
            long after = Math.max(due, now) + each.toNanos();
            // Another connection of the same caller may have been faster.
            if (!next.replace(caller, due, after)) {
                return turn(caller);
            }
            forget(caller, after);
            return Mono.delay(Duration.ofNanos(Math.max(0, due - now))).thenReturn(true);
        });
    }

    /** Callers that are late. */
    int size() {
        return next.size();
    }

    private void forget(String caller, long due) {
        scheduler().schedule(() -> next.remove(caller, due), due - now(), TimeUnit.NANOSECONDS);
    }

    private static long now() {
        return scheduler().now(TimeUnit.NANOSECONDS);
    }

    private static Scheduler scheduler() {
        return Schedulers.parallel();
    }
}
