package io.decart4j.proxy;

import io.decart4j.flow.MonotonicTime;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Callers that went beyond a limit. Their next connections come one at a time and late, or each of them would bring a whole
 * burst along; each time that one of those breaks a limit again, the wait is twice as long. Who keeps the limits for as long
 * as he last had to wait is forgiven.
 */
final class Cooldown {

    /** Connections of one caller that may wait. */
    private static final int WAITING = 10;

    /** The longest wait, in first waits. */
    private static final int LONGEST = 64;

    /** Of a first wait in nanoseconds, so that the longest can be added to any moment: some four hundred days. */
    private static final long MOST = Long.MAX_VALUE / (4 * LONGEST);

    private final long first;
    private final Map<String, Late> late = new ConcurrentHashMap<>();

    Cooldown(Duration first) {
        this.first = Math.min(first.toNanos(), MOST);
    }

    /**
     * A caller that has to wait; all times in nanoseconds of {@link MonotonicTime}.
     *
     * @param struck when it last went beyond a limit
     * @param pause how long it had to wait then
     * @param next when its next connection may begin
     * @param waiting how many connections wait
     */
    private record Late(long struck, long pause, long next, int waiting) {

        Late queued(long now, long apart) {
            return new Late(struck, pause, Math.max(next, now) + apart, waiting + 1);
        }

        Late left() {
            return new Late(struck, pause, next, waiting - 1);
        }

        long forgiven() {
            return next + pause;
        }
    }

    /** What a connection that begins now tells of itself when it breaks a limit. */
    long began() {
        return MonotonicTime.nanos();
    }

    /** From now on the caller is late, and later than before when this connection began after the last time. */
    void begin(String caller, long began) {
        long now = MonotonicTime.nanos();
        Late penalty = late.compute(caller, (name, before) -> {
            if (before == null) {
                return new Late(now, first, now + first, 0);
            }
            boolean again = began - before.struck() >= 0;
            long pause = again ? Math.min(2 * before.pause(), LONGEST * first) : before.pause();
            return new Late(now, pause, Math.max(before.next(), now + pause), before.waiting());
        });
        forgetLater(caller, penalty);
    }

    /** Completes with true when the caller's turn has come, at once for one that kept the limits; false: too many wait. */
    Mono<Boolean> turn(String caller) {
        return Mono.defer(() -> {
            long now = MonotonicTime.nanos();
            AtomicReference<@Nullable Late> found = new AtomicReference<>();
            Late queued = late.computeIfPresent(caller, (name, before) -> {
                found.set(before);
                return before.waiting() == WAITING ? before : before.queued(now, first);
            });
            Late before = found.get();
            if (queued == null || before == null) {
                return Mono.just(true);
            }
            if (before.waiting() == WAITING) {
                return Mono.just(false);
            }
            forgetLater(caller, queued);
            return Mono.delay(Duration.ofNanos(Math.max(0, before.next() - now)))
                    .doFinally(end -> late.computeIfPresent(caller, (name, one) -> one.left()))
                    .thenReturn(true);
        });
    }

    /** Callers that are late, or not forgiven yet. */
    int size() {
        return late.size();
    }

    private void forgetLater(String caller, Late as) {
        Schedulers.parallel()
                .schedule(
                        () -> late.computeIfPresent(caller, (name, now) -> kept(now, as)),
                        as.forgiven() - MonotonicTime.nanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** Whoever came or struck in the meantime is forgiven later. */
    private static @Nullable Late kept(Late now, Late then) {
        return now.forgiven() == then.forgiven() ? null : now;
    }
}
