package io.decart4j.flow;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Sets back what Reactor's timers call now, as an adjustment of the host's clock does; the timers themselves go on. */
public final class WallClockSteps implements AutoCloseable {

    private final AtomicLong offset = new AtomicLong();

    public WallClockSteps() {
        Schedulers.setFactory(new Schedulers.Factory() {
            @Override
            public Scheduler newParallel(int parallelism, ThreadFactory threads) {
                return new Stepped(Schedulers.Factory.super.newParallel(parallelism, threads));
            }
        });
    }

    public void back(Duration step) {
        offset.addAndGet(-step.toNanos());
    }

    @Override
    public void close() {
        Schedulers.resetFactory();
    }

    private final class Stepped implements Scheduler {

        private final Scheduler real;

        Stepped(Scheduler real) {
            this.real = real;
        }

        @Override
        public void init() {
            real.init();
        }

        @Override
        public long now(TimeUnit unit) {
            // Real ones tell the wall clock in milliseconds and longer units only.
            boolean wall = unit.compareTo(TimeUnit.MILLISECONDS) >= 0;
            return real.now(unit) + (wall ? unit.convert(offset.get(), TimeUnit.NANOSECONDS) : 0);
        }

        @Override
        public Disposable schedule(Runnable task) {
            return real.schedule(task);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return real.schedule(task, delay, unit);
        }

        @Override
        public Worker createWorker() {
            return real.createWorker();
        }

        @Override
        public void dispose() {
            real.dispose();
        }
    }
}
