package io.decart4j.proxy;

/** Where somebody stands at a {@link SessionGate}. */
public sealed interface Turn {

    /**
     * In the queue.
     *
     * @param position from 1
     * @param queueSize how many wait
     */
    record Waiting(int position, int queueSize) implements Turn {}

    /** Inside. */
    record Admitted() implements Turn {}
}
