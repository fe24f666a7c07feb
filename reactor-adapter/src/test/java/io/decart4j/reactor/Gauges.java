package io.decart4j.reactor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has at one moment. What a system does not tell is 0.
 *
 * @param reconnects after how many
 * @param heapKb in use after a collection
 * @param rssKb resident memory, which has the native heap in it
 */
record Gauges(int reconnects, long heapKb, int threads, long files, long rssKb) {

    private static final Path STATUS = Path.of("/proc/self/status");

    static final String HEAD = "reconnects   heap kB   threads   open files    RSS kB";

    static Gauges read(int reconnects) {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Gauges(
                reconnects,
                heap.getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                rss());
    }

    @Override
    public String toString() {
        return String.format("%10d %9d %9d %12d %9d", reconnects, heapKb, threads, files, rssKb);
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long rss() {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
