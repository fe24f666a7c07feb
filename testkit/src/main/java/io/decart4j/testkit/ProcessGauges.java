package io.decart4j.testkit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has at one moment, to be compared with another. What a system does not tell is 0.
 *
 * @param heapKb in use after a collection
 * @param threads alive
 * @param files open, sockets included
 * @param rssKb resident memory, which has the native heap in it
 */
public record ProcessGauges(long heapKb, int threads, long files, long rssKb) {

    private static final Path STATUS = Path.of("/proc/self/status");

    /** Collects garbage first. Blocks for as long as that takes. */
    public static ProcessGauges read() {
        System.gc();
        return new ProcessGauges(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                residentKb());
    }

    /** Resident memory alone, without a collection. */
    public static long residentKb() {
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

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
