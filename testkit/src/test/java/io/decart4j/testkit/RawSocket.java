package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** A TCP connection to a local server, on which anything may be said. */
final class RawSocket implements AutoCloseable {

    private final Socket socket;

    RawSocket(LocalDecartServer server) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout((int) RawClient.SOON.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers)
                + (headers.length == 0 ? "" : "\r\n");
    }

    static String upgrade(String key) {
        return request(
                        "GET /v1/stream?api_key=" + key + "&model=lucy-2.1",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
                + "\r\n";
    }

    /** A WebSocket of a session. */
    static RawSocket upgraded(LocalDecartServer server) {
        RawSocket raw = new RawSocket(server);
        raw.write(upgrade(server.apiKey()));
        while (!raw.line().isEmpty()) {
            // the head of the answer
        }
        return raw;
    }

    RawSocket write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the other end still took it. */
    boolean offer(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return true;
        } catch (IOException hungUp) {
            return false;
        }
    }

    RawSocket write(byte[] bytes) {
        if (!offer(bytes)) {
            throw new AssertionError("hung up on");
        }
        return this;
    }

    /** One masked frame, with a mask of zeros. */
    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
        frame.writeBytes(head(firstByte, payload.length));
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    /** What a frame of that length begins with. */
    static byte[] head(int firstByte, long length) {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(head)) {
            out.writeByte(firstByte);
            out.writeByte(0x80 | 127);
            out.writeLong(length);
            out.writeInt(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return head.toByteArray();
    }

    /** Up to the next line feed. */
    String line() {
        StringBuilder line = new StringBuilder();
        IntStream.generate(this::read)
                .takeWhile(next -> next >= 0 && next != '\n')
                .filter(next -> next != '\r')
                .forEach(next -> line.append((char) next));
        return line.toString();
    }

    /** Returns when the server has hung up; fails when it does not soon. */
    void awaitHangUp() {
        long until = System.nanoTime() + RawClient.SOON.toNanos();
        while (read() >= 0) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not hung up on");
            }
        }
    }

    /** Keeps saying the same, and reads nothing, until the server hangs up. */
    void dripUntilHangUp(byte[] piece, Duration pause) {
        long until = System.nanoTime() + RawClient.SOON.toNanos();
        while (offer(piece)) {
            assertThat(System.nanoTime()).as("not hung up on").isLessThan(until);
            if (!pause.isZero()) {
                Mono.delay(pause).block();
            }
        }
    }

    private int read() {
        try {
            return socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came, and the connection is open", e);
        } catch (IOException reset) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
