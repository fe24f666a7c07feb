package io.decart4j.benchmarks.sessions;

import io.decart4j.testkit.ProcessGauges;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a process holds, after a collection; as a line it goes to another process.
 *
 * @param rssKb resident memory, thread stacks included
 * @param heapKb what lives on the heap
 * @param directKb buffers outside it, the JDK's and Netty's
 * @param threads all of them
 * @param webrtc those that make native calls for sessions
 */
record Footprint(long rssKb, long heapKb, long directKb, int threads, int webrtc) {

    /** Collects garbage twice: what the first collection finds may only be freed by the second. */
    static Footprint read() {
        System.gc();
        ProcessGauges gauges = ProcessGauges.read();
        long jdk = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        // Up to JDK 24 the JDK's figure has Netty's buffers in it too, later it has not: the sum would count them
        // twice.
        long direct = Math.max(jdk, PlatformDependent.usedDirectMemory());
        int webrtc = (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("decart4j-webrtc"))
                .count();
        return new Footprint(gauges.rssKb(), gauges.heapKb(), direct / 1024, gauges.threads(), webrtc);
    }

    static Footprint of(String line) {
        String[] figures = line.split(" ", -1);
        return new Footprint(
                Long.parseLong(figures[0]),
                Long.parseLong(figures[1]),
                Long.parseLong(figures[2]),
                Integer.parseInt(figures[3]),
                Integer.parseInt(figures[4]));
    }

    String line() {
        return rssKb + " " + heapKb + " " + directKb + " " + threads + " " + webrtc;
    }
}
