package io.decart4j.ffmpeg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What may not be left after a test: pictures in native memory, and open media files where the system tells. */
final class Leftovers {

    private Leftovers() {}

    /** What is cancelled is closed a moment later. */
    static void await() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .filter(tick -> FramePicture.live() == 0 && openFiles().isEmpty())
                .next()
                .timeout(
                        Duration.ofSeconds(10),
                        Mono.error(() ->
                                new AssertionError(FramePicture.live() + " pictures, open files: " + openFiles())))
                .block();
    }

    private static List<Path> openFiles() {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(handles)) {
            return all.map(Leftovers::target)
                    .filter(Objects::nonNull)
                    .filter(path -> path.toString().matches(".*\\.(webm|mp4|part|wav|m3u8)"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("NullAway") // null is filtered out
    private static Path target(Path handle) {
        try {
            return Files.readSymbolicLink(handle);
        } catch (IOException closedMeanwhile) {
            return null;
        }
    }
}
