package io.decart4j.contract;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpServer;

/** The other side by its bytes: it shares no WebSocket code with those that are tried. On the loopback interface. */
public final class RawServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: (\\S+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final DisposableServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /** One connection. */
    public static final class Call {

        private final Channel channel;
        private final Sinks.One<String> request = Sinks.one();
        private final StringBuilder head = new StringBuilder();
        private final Sinks.Many<byte[]> received = Sinks.many().replay().all();
        private boolean hasHead;

        private Call(Channel channel) {
            this.channel = channel;
        }

        /** The request with its headers. */
        public String request() {
            return request.asMono().blockOptional(PATIENCE).orElseThrow();
        }

        /** Answers the upgrade. */
        public void upgrade() {
            Matcher key = KEY.matcher(request());
            if (!key.find()) {
                throw new AssertionError("no upgrade: " + request());
            }
            write(
                    ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                                    + accept(key.group(1)) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        }

        /** Writes bytes as they are. */
        @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is what a test waits for
        public void write(byte... bytes) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }

        /** Writes a frame, unmasked as a server's. */
        public void frame(int firstByte, byte... payload) {
            ByteBuf frame = Unpooled.buffer(payload.length + 10).writeByte(firstByte);
            if (payload.length < 126) {
                frame.writeByte(payload.length);
            } else {
                frame.writeByte(127).writeLong(payload.length);
            }
            write(ByteBufUtil.getBytes(frame.writeBytes(payload)));
        }

        /** The code of the first close frame that comes, 1005 for none in it. */
        public int closeCode() {
            return received.asFlux()
                    .scan(new byte[0], RawServer::joined)
                    .mapNotNull(RawServer::closeCode)
                    .next()
                    .blockOptional(PATIENCE)
                    .orElseThrow();
        }

        /** Ends the connection without a word. */
        @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is what a test waits for
        public void drop() {
            channel.close();
        }

        /** Waits until the connection is closed. */
        public void awaitEnd() {
            Mono.<Void>create(gone -> channel.closeFuture().addListener(done -> gone.success()))
                    .block(PATIENCE);
        }

        private Mono<Void> read(Flux<ByteBuf> bytes) {
            return bytes.doOnNext(piece -> {
                        if (hasHead) {
                            received.tryEmitNext(ByteBufUtil.getBytes(piece));
                        } else {
                            head.append(piece.toString(StandardCharsets.ISO_8859_1));
                            hasHead = head.indexOf("\r\n\r\n") >= 0;
                            if (hasHead) {
                                request.tryEmitValue(head.toString());
                            }
                        }
                    })
                    .onErrorComplete()
                    .doFinally(end -> received.tryEmitComplete())
                    .then();
        }
    }

    /** Listens. */
    public RawServer() {
        server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((in, out) -> Mono.defer(() -> {
                    Call[] call = new Call[1];
                    in.withConnection(connection -> call[0] = new Call(connection.channel()));
                    calls.add(call[0]);
                    return call[0].read(in.receive());
                }))
                .bindNow();
    }

    /** Where. */
    public int port() {
        return server.port();
    }

    /** The next connection. */
    public Call next() {
        try {
            Call call = calls.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("nobody connects");
            }
            return call;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.disposeNow();
    }

    private static byte[] joined(byte[] before, byte[] after) {
        byte[] all = java.util.Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, all, before.length, after.length);
        return all;
    }

    /** Of a client's frames, which are masked and, before the close frame, short. */
    private static @Nullable Integer closeCode(byte[] all) {
        for (int at = 0; at + 6 <= all.length; ) {
            int length = all[at + 1] & 0x7f;
            if ((all[at] & 0x0f) == 8) {
                if (length < 2) {
                    return 1005;
                }
                return at + 8 > all.length
                        ? null
                        : (Integer)
                                ((((all[at + 6] ^ all[at + 2]) & 0xff) << 8) | ((all[at + 7] ^ all[at + 3]) & 0xff));
            }
            at += 6 + length;
        }
        return null;
    }

    /** The bytes that answer an upgrade. */
    static byte[] upgradeOf(String request) {
        Matcher key = KEY.matcher(request);
        if (!key.find()) {
            throw new AssertionError("no upgrade: " + request);
        }
        return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(key.group(1)) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
