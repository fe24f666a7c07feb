package io.decart4j.livekit.server;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the program comes from: named, on the PATH, built before, or built now. */
final class ServerBinary {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitServerProcess.class);
    private static final String NAME = "livekit-server";
    private static final long BUILD_MINUTES = 15;

    private ServerBinary() {}

    /** Empty when there is none and it cannot be built here. */
    static Optional<Path> locate() {
        return present().or(ServerBinary::buildWithGo);
    }

    /** Empty when there is none without building it. */
    static Optional<Path> present() {
        String named = System.getenv(LiveKitServerProcess.PATH_VARIABLE);
        if (named != null && !named.isBlank()) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary)) {
                throw new IllegalStateException(
                        LiveKitServerProcess.PATH_VARIABLE + " takes the path of a program, not " + named);
            }
            return Optional.of(binary);
        }
        return onPath(NAME).or(() -> Optional.of(built()).filter(Files::isExecutable));
    }

    private static Optional<Path> onPath(String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path cache() {
        return Path.of(
                System.getProperty("user.home"), ".cache", "decart4j", NAME + "-" + LiveKitServerProcess.VERSION);
    }

    private static Path built() {
        return cache().resolve(NAME);
    }

    private static Optional<Path> buildWithGo() {
        return go().flatMap(go -> build(go, cache(), built()));
    }

    /** What builds one. */
    static Optional<Path> go() {
        return Stream.of(onPath("go"), Optional.of(Path.of("/usr/local/go/bin/go")))
                .flatMap(Optional::stream)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Optional<Path> build(Path go, Path cache, Path binary) {
        LOG.info("Building {} {}, which takes some minutes once", NAME, LiveKitServerProcess.VERSION);
        try {
            Files.createDirectories(cache);
            Path folder = Files.createTempDirectory(cache, "build");
            ProcessBuilder builder = new ProcessBuilder(
                    go.toString(),
                    "install",
                    "github.com/livekit/livekit-server/cmd/server@v" + LiveKitServerProcess.VERSION);
            builder.environment().put("GOBIN", folder.toString());
            builder.environment().put("CGO_ENABLED", "0");
            Path log = cache.resolve("build.log");
            Process build = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!build.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
                build.destroyForcibly();
            }
            if (build.waitFor() != 0) {
                LOG.warn("{} was not built, see {}", NAME, log);
                return Optional.empty();
            }
            // Others may build at the same time: the last one wins.
            Files.move(folder.resolve("server"), binary, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(folder);
            return Optional.of(binary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
