package io.decart4j.flow;

import java.util.AbstractQueue;
import java.util.Iterator;
import java.util.Queue;
import reactor.util.concurrent.Queues;

/**
 * A queue with a bound that takes memory only for what waits in it: Reactor's own bounded ones have a place for each element from the
 * start, and most of a session's queues are empty nearly always. For one producer and one consumer at a time.
 *
 * @param <T> the kind of element
 */
public final class BoundedQueue<T> extends AbstractQueue<T> {

    /** Elements that get their places together. */
    private static final int LINK = 8;

    private final Queue<T> elements = Queues.<T>unbounded(LINK).get();
    private final int bound;

    /** Empty. */
    public BoundedQueue(int bound) {
        this.bound = bound;
    }

    @Override
    public boolean offer(T element) {
        return elements.size() < bound && elements.offer(element);
    }

    @Override
    public T poll() {
        return elements.poll();
    }

    @Override
    public T peek() {
        return elements.peek();
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public Iterator<T> iterator() {
        return elements.iterator();
    }
}
