package io.decart4j.benchmarks.frames;

/** One side of the comparison: receives what the producer sends, counts it, and may send it back. */
interface Receiver extends AutoCloseable {

    /** Frames received so far. */
    long frames();

    @Override
    void close();
}
