package io.decart4j.livekit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

class TcpPathTest {

    private static final int PATIENCE_MILLIS = 20_000;

    /** Behind this the echo hangs up. */
    private static final byte LAST = -1;

    private final DisposableServer echo = TcpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((in, out) -> out.sendByteArray(in.receive().asByteArray().takeUntil(TcpPathTest::isLast)))
            .bindNow();
    private final TcpPath path = TcpPath.to(echo.port());

    @AfterEach
    void close() {
        path.close();
        echo.disposeNow();
    }

    @Test
    void everythingArrivesInOrderWhileTheWayGetsLongerAndShorter() throws IOException {
        byte[] sent = new byte[3_000_000];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = (byte) (i % 113); // never LAST
        }
        try (Socket socket = open()) {
            Thread writer = new Thread(() -> write(socket, sent));
            writer.start();
            byte[] back = new byte[sent.length];
            for (int at = 0; at < back.length; ) {
                path.delay(Duration.ofMillis(5L * (at / 100_000 % 3)));
                at += socket.getInputStream().read(back, at, Math.min(50_000, back.length - at));
            }
            assertThat(back).isEqualTo(sent);
        }
    }

    @Test
    void aRoundTripTakesTheWayTwiceAndAConnectionAsMuchAgain() throws IOException {
        path.delay(Duration.ofMillis(50));
        long began = System.nanoTime();
        try (Socket socket = open()) {
            roundTrip(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("with the handshake")
                    .isGreaterThan(Duration.ofMillis(199));
            assertThat(roundTrip(socket)).isGreaterThan(Duration.ofMillis(99));
        }
    }

    @Test
    void theEndArrivesBehindWhatWasSent() throws IOException {
        try (Socket socket = open()) {
            roundTrip(socket);
            path.delay(Duration.ofMillis(50));
            socket.getOutputStream().write(new byte[] {1, 2, LAST});

            assertThat(socket.getInputStream().readAllBytes()).containsExactly(1, 2, LAST);
        }
    }

    @Test
    void theClientsEndArrivesBehindWhatItHasSent() throws Exception {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        DisposableServer reader = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> out.sendByteArray(
                        in.receive().asByteArray().doOnNext(read::writeBytes).doFinally(end -> ended.complete(true))))
                .bindNow();
        try (TcpPath way = TcpPath.to(reader.port())) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), way.port())) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                roundTrip(socket);
                way.delay(Duration.ofMillis(50));
                socket.getOutputStream().write(new byte[] {2, 3});
            }
            assertThat(ended.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
            assertThat(read.toByteArray()).containsExactly(42, 2, 3);
        } finally {
            reader.disposeNow();
        }
    }

    @Test
    void aPortThatNobodyListensAtIsAClosedConnection() throws IOException {
        echo.disposeNow();
        try (Socket socket = open()) {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aNegativeDelayIsRefused() {
        assertThatThrownBy(() -> path.delay(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eachWay");
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), path.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static Duration roundTrip(Socket socket) throws IOException {
        long began = System.nanoTime();
        socket.getOutputStream().write(42);
        assertThat(socket.getInputStream().read()).isEqualTo(42);
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean isLast(byte[] read) {
        return read[read.length - 1] == LAST;
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
