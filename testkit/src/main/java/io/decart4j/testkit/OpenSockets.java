package io.decart4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The sockets of this process, those of native code included, where the system tells: on Linux. */
final class OpenSockets {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    static {
        keepPair();
    }

    private OpenSockets() {}

    /** The first NIO socket that is closed makes the JDK a socket of its own, for good: before anybody counts. */
    private static void keepPair() {
        try {
            DatagramChannel.open().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many there are; 0 where the system does not tell. */
    static long count() {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            return descriptors.filter(OpenSockets::isSocket).count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
