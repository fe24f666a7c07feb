package io.decart4j.benchmarks.clients;

import java.io.IOException;

/** A client that sends a picture of the same size and rate as the others, and the same initial state. */
interface Client extends AutoCloseable {

    /** With its version. */
    String name();

    /** From connect to the first decoded remote frame, in ms. */
    double firstFrame() throws IOException;

    /**
     * From the reset of the control socket of a session whose frames flow, to the first decoded frame that comes over the next
     * connection, in ms.
     *
     * @param reset resets it
     */
    double framesAgain(Runnable reset) throws IOException;

    @Override
    void close() throws IOException;
}
