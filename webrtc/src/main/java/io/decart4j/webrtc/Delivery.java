package io.decart4j.webrtc;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs the passes of one subscription on daemon threads where a reader may block. A scheduler of Reactor's would do, at 260
 * bytes a pass; this task never completes, so it is handed in again and again as it is.
 */
final class Delivery extends ForkJoinTask<Void> {

    private static final long serialVersionUID = 1L;

    /** Readers that may block at the same time. */
    private static final int THREADS = 256;

    private static final ForkJoinPool POOL = new ForkJoinPool(
            THREADS,
            pool -> {
                var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
                thread.setName("decart4j-frames-" + thread.getPoolIndex());
                return thread;
            },
            null,
            true,
            0,
            THREADS,
            1,
            null,
            Duration.ofMinutes(1).toMillis(),
            TimeUnit.MILLISECONDS);

    private final transient Runnable pass;

    Delivery(Runnable pass) {
        this.pass = pass;
    }

    /** Not again before the last pass has begun its end: the caller counts. */
    void schedule() {
        POOL.execute(this);
    }

    @Override
    protected boolean exec() {
        pass.run();
        return false;
    }

    @Override
    public Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(Void value) {}
}
