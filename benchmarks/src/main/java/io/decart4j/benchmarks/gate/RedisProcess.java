package io.decart4j.benchmarks.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** A redis-server of its own that keeps nothing, and a connection to it. */
final class RedisProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final LettuceConnectionFactory connections;
    private final ReactiveStringRedisTemplate template;

    RedisProcess() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = new ProcessBuilder(
                        "redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("Ready to accept connections")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException("redis-server did not start");
        }
        connections = new LettuceConnectionFactory("127.0.0.1", port);
        connections.setEagerInitialization(true);
        connections.afterPropertiesSet();
        connections.start();
        template = new ReactiveStringRedisTemplate(connections);
    }

    ReactiveStringRedisTemplate template() {
        return template;
    }

    /** Redis' own count of scripts: how many, and how many microseconds of its only thread. */
    Scripts scripts() {
        Properties counts = Objects.requireNonNull(
                template.execute(connection -> connection.serverCommands().info("commandstats"))
                        .blockFirst(PATIENCE));
        String script = String.valueOf(counts.getProperty("cmdstat_evalsha", "calls=0,usec=0,"));
        return new Scripts(number(script, "calls"), number(script, "usec"));
    }

    /** @param micros of all of them together */
    record Scripts(long calls, long micros) {
        Scripts since(Scripts before) {
            return new Scripts(calls - before.calls, micros - before.micros);
        }
    }

    private static long number(String counts, String name) {
        return Long.parseLong(counts.replaceAll("(?:.*,)?" + name + "=(\\d+),.*", "$1"));
    }

    @Override
    public void close() {
        connections.destroy();
        process.destroy();
    }
}
