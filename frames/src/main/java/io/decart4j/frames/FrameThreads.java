package io.decart4j.frames;

import io.decart4j.flow.ElasticPool;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * Runs the passes of one subscription on daemon threads where a reader may block. A scheduler of Reactor's would do, at 260
 * bytes a pass; this task never completes, so it is handed in again and again as it is.
 */
final class FrameThreads extends ForkJoinTask<Void> {

    private static final long serialVersionUID = 1L;

    private static final ForkJoinPool POOL = ElasticPool.named("decart4j-frames-");

    private final transient Runnable pass;

    FrameThreads(Runnable pass) {
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
