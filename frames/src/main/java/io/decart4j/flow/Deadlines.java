package io.decart4j.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Time limits of the commands of a connection, with one task of the scheduler for all of them: nearly every command is answered
 * long before, and a task for each would wake up a worker for nothing. Thread-safe.
 */
public final class Deadlines implements Disposable {

    private record Deadline(long at, long order, Runnable expired) {}

    private final PriorityQueue<Deadline> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Deadline::at).thenComparingLong(Deadline::order));
    private long count;
    private long next = Long.MAX_VALUE;
    private @Nullable Disposable task;

    /** None yet. */
    public Deadlines() {}

    /** Runs this after the limit, on {@code Schedulers.parallel()}, unless it is disposed of before. */
    public Disposable set(Duration limit, Runnable expired) {
        Deadline deadline;
        synchronized (waiting) {
            deadline = new Deadline(
                    MonotonicTime.nanos() + TimeLimits.clamped(limit).toNanos(), count++, expired);
            waiting.add(deadline);
            // A task for an earlier one stays when that is gone: it then takes over this one.
            if (deadline.at < next) {
                schedule(deadline.at);
            }
        }
        return () -> {
            synchronized (waiting) {
                waiting.remove(deadline);
            }
        };
    }

    private void schedule(long at) {
        if (task != null) {
            task.dispose();
        }
        next = at;
        task = Schedulers.parallel().schedule(this::due, at - MonotonicTime.nanos(), TimeUnit.NANOSECONDS);
    }

    private void due() {
        List<Deadline> over = new ArrayList<>();
        synchronized (waiting) {
            task = null;
            next = Long.MAX_VALUE;
            long now = MonotonicTime.nanos();
            for (Deadline first = waiting.peek(); first != null; first = waiting.peek()) {
                if (first.at > now) {
                    schedule(first.at);
                    break;
                }
                over.add(waiting.remove());
            }
        }
        over.forEach(deadline -> deadline.expired.run());
    }

    /** None of them will expire. */
    @Override
    public void dispose() {
        synchronized (waiting) {
            waiting.clear();
            if (task != null) {
                task.dispose();
                task = null;
            }
            next = Long.MAX_VALUE;
        }
    }
}
