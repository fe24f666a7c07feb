package io.decart4j.benchmarks.capacity;

/** Sessions with media of one kind of client, all in this process. Every call blocks. */
interface Calls {

    /** Opens one more. */
    void add();

    /** Closes the last one. */
    void remove();

    /** Frames of the full size that have come back to all of them so far. */
    long frames();
}
