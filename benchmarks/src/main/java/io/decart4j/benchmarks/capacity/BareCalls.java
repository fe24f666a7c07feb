package io.decart4j.benchmarks.capacity;

import io.decart4j.benchmarks.frames.BareFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/** The same with the bare library: one factory, callbacks, and a timer with a thread for each processor. */
final class BareCalls implements Calls {

    private final BareFactory factory = new BareFactory();
    private final ScheduledExecutorService timer =
            Executors.newScheduledThreadPool(Runtime.getRuntime().availableProcessors());
    private final String url;
    private final Deque<BareCall> calls = new ArrayDeque<>();
    private final AtomicLong frames = new AtomicLong();

    BareCalls(String url) {
        this.url = url;
    }

    @Override
    public void add() {
        calls.add(new BareCall(factory, timer, url, frames));
    }

    @Override
    public void remove() {
        calls.removeLast().close();
    }

    @Override
    public long frames() {
        return frames.get();
    }
}
