package io.decart4j.benchmarks.proxy;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

/**
 * One client in a process of its own that sends 20 messages of 1 KB each millisecond, four hundred times what the proxy
 * allows, and comes back at once whenever it is thrown out. Each line that it is told lets it begin or pause, and it answers
 * how much it has sent; pausing, it has no connection.
 */
public final class Flood {

    private static final int EACH_MILLISECOND = 20;

    private static final String TEXT = EchoService.prompt("x".repeat(1000));

    private final String url;
    private long sent;
    private long connections;

    private Flood(String url) {
        this.url = url;
    }

    /**
     * Pauses first; prints after each line how many messages it has sent so far, over how many connections.
     *
     * @param args the proxy's address
     */
    public static void main(String[] args) throws IOException {
        Flood flood = new Flood(args[0]);
        while (System.in.read() >= 0) {
            System.out.println(flood.sent + " " + flood.connections);
            while (!isTold()) {
                flood.once();
            }
            if (System.in.read() >= 0) {
                System.out.println(flood.sent + " " + flood.connections);
            }
        }
    }

    private void once() throws IOException {
        Connection connection = open();
        if (connection != null) {
            connections++;
            fill(connection.channel());
            connection.dispose();
        }
    }

    private static boolean isTold() throws IOException {
        return System.in.available() > 0;
    }

    /** Waits for as long as the proxy makes it wait. */
    private @Nullable Connection open() throws IOException {
        CompletableFuture<@Nullable Connection> opening = HttpClient.newConnection()
                .websocket()
                .uri(url + "/v1/stream?model=lucy-2.1&api_key=flood")
                .connect()
                .cast(Connection.class)
                .onErrorComplete()
                .toFuture();
        while (!opening.isDone() && !isTold()) {
            LockSupport.parkNanos(1_000_000);
        }
        return opening.cancel(true) ? null : opening.join();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a flood does not care
    private void fill(Channel channel) throws IOException {
        while (channel.isActive() && !isTold()) {
            for (int i = 0; i < EACH_MILLISECOND && channel.isWritable(); i++) {
                channel.write(new TextWebSocketFrame(TEXT));
                sent++;
            }
            channel.flush();
            LockSupport.parkNanos(1_000_000);
        }
    }
}
