package io.decart4j.testsupport;

/**
 * Ends another process and waits for it. Not by {@link Process#onExit()}: that takes a thread of the common pool, which on two processors has
 * one only, and from Java 25 on gets no other when a task of somebody blocks it.
 */
public final class ProcessEnd {

    private ProcessEnd() {}

    /** Like a machine that loses its power. Blocks until it is gone. */
    public static void force(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
