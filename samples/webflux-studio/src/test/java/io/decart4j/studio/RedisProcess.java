package io.decart4j.studio;

import io.decart4j.testsupport.ProcessEnd;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A real redis-server on a free port of this machine that keeps what it knows in a folder, so that it can be killed and come back. */
final class RedisProcess implements AutoCloseable {

    private final Path program = Requirement.program("redis-server");
    private final Path folder;
    private final int port;
    private @Nullable Process process;

    RedisProcess(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
    }

    int port() {
        return port;
    }

    /** Returns when it takes connections. */
    void start() throws IOException {
        Process started = new ProcessBuilder(
                        program.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--appendonly",
                        "yes",
                        "--appendfsync",
                        "always",
                        "--dir",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        process = started;
        BufferedReader said = started.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("Ready to accept connections")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("redis-server did not start");
        }
    }

    /** Like a machine that loses its power. */
    void kill() {
        Process running = process;
        if (running != null) {
            ProcessEnd.force(running);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
