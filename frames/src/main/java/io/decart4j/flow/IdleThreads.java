package io.decart4j.flow;

import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a pool whose threads take turns from the newest: the one that was idle last gets the next task. So those that are not
 * needed stay idle, and end; in turns from the oldest, as in the queues of the JDK, a task now and then keeps all of them.
 * {@link #offer} takes a task only for an idle thread, so that the pool makes another thread otherwise; {@link #add} always does.
 */
final class IdleThreads extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Deque<Idle> idle = new ArrayDeque<>(); // guarded by this
    private final Deque<Runnable> waiting = new ArrayDeque<>(); // guarded by this

    /** A thread that waits for a task. */
    private static final class Idle {
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable Runnable task;
    }

    @Override
    public boolean offer(Runnable task) {
        return handOver(task, false);
    }

    @Override
    public boolean add(Runnable task) {
        return handOver(task, true);
    }

    /** @param keep what there is no idle thread for */
    private boolean handOver(Runnable task, boolean keep) {
        Idle newest;
        synchronized (this) {
            newest = idle.poll();
            if (newest == null) {
                return keep && waiting.add(task);
            }
            newest.task = task;
        }
        LockSupport.unpark(newest.thread);
        return true;
    }

    @Override
    public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
        return await(unit.toNanos(timeout));
    }

    @Override
    @SuppressWarnings("NullAway") // it never gives up
    public Runnable take() throws InterruptedException {
        return await(FOR_EVER);
    }

    private @Nullable Runnable await(long nanos) throws InterruptedException {
        Idle here = new Idle();
        synchronized (this) {
            Runnable first = waiting.poll();
            if (first != null) {
                return first;
            }
            idle.push(here);
        }
        long start = System.nanoTime();
        while (here.task == null) {
            long left = nanos == FOR_EVER ? FOR_EVER : nanos - (System.nanoTime() - start);
            boolean interrupted = Thread.interrupted();
            if (left <= 0 || interrupted) {
                synchronized (this) {
                    if (idle.remove(here)) {
                        if (interrupted) {
                            throw new InterruptedException();
                        }
                        return null;
                    }
                }
                // It has just got one.
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                break;
            }
            LockSupport.parkNanos(this, left);
        }
        return here.task;
    }

    @Override
    public void put(Runnable task) {
        add(task);
    }

    @Override
    public boolean offer(Runnable task, long timeout, TimeUnit unit) {
        return add(task);
    }

    @Override
    public synchronized @Nullable Runnable poll() {
        return waiting.poll();
    }

    @Override
    public synchronized @Nullable Runnable peek() {
        return waiting.peek();
    }

    @Override
    public synchronized int size() {
        return waiting.size();
    }

    @Override
    public synchronized boolean remove(Object task) {
        return waiting.remove(task);
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    @Override
    public synchronized int drainTo(Collection<? super Runnable> to, int most) {
        int moved = 0;
        while (moved < most && !waiting.isEmpty()) {
            to.add(waiting.remove());
            moved++;
        }
        return moved;
    }

    @Override
    public synchronized Iterator<Runnable> iterator() {
        return Collections.unmodifiableList(List.copyOf(waiting)).iterator();
    }
}
