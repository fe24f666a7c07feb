package io.decart4j.livekit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A livekit-server as a child process, on free ports of 127.0.0.1 and nothing else. It ends with {@link #close()}, at the
 * latest with the JVM. All methods block; not for event loops.
 *
 * <p>The program is taken from the path in {@code LIVEKIT_SERVER}, from the PATH, or is built once with Go into {@code
 * ~/.cache/decart4j}.
 */
public final class LiveKitServerProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitServerProcess.class);

    /** The version that is built where none is given. */
    public static final String VERSION = "1.13.5";

    static final String PATH_VARIABLE = "LIVEKIT_SERVER";

    /** What there is to do where none can be had. */
    static final String MISSING = "no livekit-server: set " + PATH_VARIABLE + " to its path, or install Go 1.26";

    private static final String KEY = "devkey";
    private static final String SECRET = "a-secret-of-tests-that-nobody-else-has";
    private static final long READY_SECONDS = 30;
    private static final String READY = "starting LiveKit server";

    private final Path binary;
    private final ServerConfig config;
    private final Thread endWithTheJvm = new Thread(this::kill, "livekit-server-end");
    private @Nullable Process process;

    private LiveKitServerProcess(Path binary, ServerConfig config) {
        this.binary = binary;
        this.config = config;
    }

    /** A running server; empty when the program is not here and cannot be built, for example without Go. */
    public static Optional<LiveKitServerProcess> startIfAvailable() {
        return ServerBinary.locate().map(LiveKitServerProcess::started);
    }

    /**
     * The same for a program that cannot do without.
     *
     * @throws IllegalStateException that says what to do, where {@link #startIfAvailable()} is empty
     */
    public static LiveKitServerProcess startOrFail() {
        return startIfAvailable().orElseThrow(() -> new IllegalStateException(MISSING));
    }

    /** As {@link #startIfAvailable()}, but nothing is built: a program is taken that is named, on the PATH, or was built before. */
    public static Optional<LiveKitServerProcess> startIfPresent() {
        return ServerBinary.present().map(LiveKitServerProcess::started);
    }

    /**
     * The program that {@link #startIfPresent()} would start; nothing is started or built. Empty when there is none.
     *
     * @throws IllegalStateException when {@code LIVEKIT_SERVER} names what is no program
     */
    public static Optional<Path> program() {
        return ServerBinary.present();
    }

    /** The Go command that {@link #startIfAvailable()} would build one with where there is no {@link #program()}; empty without Go. */
    public static Optional<Path> builder() {
        return ServerBinary.go();
    }

    private static LiveKitServerProcess started(Path binary) {
        LiveKitServerProcess server = new LiveKitServerProcess(binary, ServerConfig.onFreePorts(KEY, SECRET));
        Runtime.getRuntime().addShutdownHook(server.endWithTheJvm);
        server.start();
        return server;
    }

    /** Where clients connect to. */
    public URI url() {
        return URI.create("ws://127.0.0.1:" + config.tcp());
    }

    /** The right to open rooms on it. */
    public LiveKitAccess access() {
        return new LiveKitAccess(url(), config.key(), config.secret());
    }

    /** A token of this server, without any grant yet. */
    public AccessToken token() {
        return access().token();
    }

    /** What an administrator can do. */
    public RoomService rooms() {
        return access().rooms();
    }

    /**
     * Starts again on the same ports, after {@link #kill()}; the new server knows nothing of the old one's rooms.
     *
     * @throws IllegalStateException when it is not up within 30 seconds
     */
    public synchronized void start() {
        try {
            Process started = new ProcessBuilder(binary.toString(), "--config-body", config.yaml())
                    .redirectErrorStream(true)
                    .start();
            process = started;
            CompletableFuture<Void> ready = new CompletableFuture<>();
            Thread reader = new Thread(() -> read(started, ready), "livekit-server-log");
            reader.setDaemon(true);
            reader.start();
            ready.get(READY_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IllegalStateException("livekit-server did not start: " + e.getMessage(), e);
        }
    }

    /** Ends it like a crash: nobody is told. */
    public synchronized void kill() {
        Process running = process;
        if (running != null) {
            awaitEnd(running.destroyForcibly());
            process = null;
        }
    }

    /**
     * Not by {@code onExit()}: that needs a thread of the common pool, which on two processors has one only, and from Java 25 on gets
     * no other when that one is blocked.
     */
    private static void awaitEnd(Process running) {
        boolean interrupted = false;
        while (true) {
            try {
                running.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    int mediaPort() {
        return config.udp();
    }

    synchronized long pid() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithTheJvm);
        } catch (IllegalStateException e) {
            // The JVM is going down already.
            return;
        }
    }

    /** To the end of the output, or the program would stop when the pipe is full. */
    private static void read(Process started, CompletableFuture<Void> ready) {
        StringBuilder before = new StringBuilder();
        try (BufferedReader lines = started.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                if (line.contains(READY)) {
                    ready.complete(null);
                }
                if (!ready.isDone()) {
                    before.append(line).append('\n');
                }
                LOG.debug("livekit-server: {}", line);
                line = lines.readLine();
            }
        } catch (IOException e) {
            before.append(e);
        }
        ready.completeExceptionally(new IllegalStateException(before.toString()));
    }
}
