package io.decart4j.benchmarks.frames;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What frames cost in one round.
 *
 * @param cpuMicros processor time of the whole process per frame: coding on both ends is part of it, on both sides alike
 * @param bytes heap allocated per frame on all threads but the feed's
 */
record Cost(double cpuMicros, double bytes, double fps) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Cost of(Receiver receiver, long seconds) throws InterruptedException {
        Map<Long, Long> allocatedBefore = allocated();
        long framesBefore = receiver.frames();
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long began = System.nanoTime();
        Thread.sleep(seconds * 1000);
        double took = (System.nanoTime() - began) / 1e9;
        double cpu = SYSTEM.getProcessCpuTime() - cpuBefore;
        double frames = Math.max(1, receiver.frames() - framesBefore);
        double bytes = allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - allocatedBefore.getOrDefault(thread.getKey(), 0L))
                .sum();
        return new Cost(cpu / 1000 / frames, bytes / frames, frames / took);
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> all = new HashMap<>();
        long self = Thread.currentThread().getId();
        for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null
                    && thread.getThreadId() != self
                    && !thread.getThreadName().equals(FrameFeed.THREAD)) {
                all.put(thread.getThreadId(), THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return all;
    }
}
