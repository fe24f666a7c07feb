package io.decart4j.reactor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** When connections were begun, or came to one port: to a server that is not there, or is. Thread-safe. */
final class OpenedConnections {

    private final List<Long> times = new ArrayList<>();
    private final AtomicReference<@Nullable DisposableServer> listener = new AtomicReference<>();

    synchronized void add() {
        times.add(System.nanoTime());
    }

    synchronized int count() {
        return times.size();
    }

    /** Listens where a server was, and resets what comes. */
    void listen(int port) {
        listener.set(TcpServer.create()
                .host("127.0.0.1")
                .port(port)
                .doOnConnection(connection -> {
                    add();
                    reset(connection);
                })
                .bindNow());
    }

    private static void reset(Connection connection) {
        connection.channel().config().setOption(io.netty.channel.ChannelOption.SO_LINGER, 0);
        connection.dispose();
    }

    /** Makes place for the server. */
    void stopListening() {
        DisposableServer there = listener.getAndSet(null);
        if (there != null) {
            there.disposeNow();
        }
    }

    /** The most that came in any time of this length. */
    synchronized int mostIn(Duration length) {
        List<Long> sorted = times.stream().sorted().toList();
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= length.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @Override
    public String toString() {
        return "%d connections, at most %d in a second, %d in 750 ms"
                .formatted(count(), mostIn(Duration.ofSeconds(1)), mostIn(Duration.ofMillis(750)));
    }
}
