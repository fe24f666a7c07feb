package io.decart4j.chaos;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process has at one moment. What a system does not tell is 0.
 *
 * @param heapKb in use after a collection
 * @param threads alive
 * @param files open, sockets included
 * @param directKb of Netty's pooled buffers in use
 * @param rssKb resident memory, which has the native heap in it
 */
record Gauges(long heapKb, int threads, long files, long directKb, long rssKb) {

    private static final Path STATUS = Path.of("/proc/self/status");

    static Gauges read() {
        System.gc();
        return new Gauges(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() / 1024,
                rss());
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
