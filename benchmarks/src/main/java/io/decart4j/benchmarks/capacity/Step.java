package io.decart4j.benchmarks.capacity;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What so many sessions got and cost for some seconds; as a line it goes to another process.
 *
 * @param fps frames a second that came back, of the mean session
 * @param cpu milliseconds of processor time a second, of the mean session; the other end's are not in it
 */
record Step(int sessions, double fps, double cpu) {

    /** Of the frames that are sent. */
    private static final double ENOUGH = 0.95;
    /** More than this are late ones. */
    private static final double TOO_MANY = 1.05;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static Step of(int sessions, Calls calls, long millis) throws InterruptedException {
        long frames = calls.frames();
        long cpu = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        Thread.sleep(millis);
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Step(
                sessions,
                (calls.frames() - frames) / seconds / sessions,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / seconds / sessions);
    }

    static Step of(String line) {
        String[] figures = line.split(" ", -1);
        return new Step(Integer.parseInt(figures[0]), Double.parseDouble(figures[1]), Double.parseDouble(figures[2]));
    }

    String line() {
        return sessions + " " + fps + " " + cpu;
    }

    /** Frames come back as they are sent, neither lost nor late. */
    boolean holds() {
        return fps >= ENOUGH * Pictures.FPS && fps <= TOO_MANY * Pictures.FPS;
    }
}
