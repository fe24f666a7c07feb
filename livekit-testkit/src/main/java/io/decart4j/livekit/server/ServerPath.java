package io.decart4j.livekit.server;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Lies between clients and a livekit-server, on the way of their signals and of their media, and can cut either or make them late. It
 * accepts a client before the server has, whose refusal is a closed connection then. All methods may be called on any thread
 * but event loops.
 */
public final class ServerPath implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(5);

    private final LiveKitAccess server;
    private final MediaRelay media;
    private final SignalRelay signals;
    private final TcpPath way;

    private ServerPath(LiveKitServerProcess server) {
        this.server = server.access();
        this.media = new MediaRelay(server.mediaPort());
        String there = "127.0.0.1 " + server.mediaPort() + ' ';
        String here = "127.0.0.1 " + media.port() + ' ';
        this.signals = new SignalRelay(
                this.server.url(),
                // Without addresses of its clients the server has only this way to them. Lengths stay as they are in
                // protobuf.
                message -> replaced(message, " udp ", " tcp "),
                message -> replaced(message, there, here));
        this.way = TcpPath.to(signals.url().getPort());
    }

    /** A way to a running server; nothing is cut yet. */
    public static ServerPath to(LiveKitServerProcess server) {
        return new ServerPath(server);
    }

    /** The server at the end of this way. */
    public LiveKitAccess access() {
        return new LiveKitAccess(URI.create("ws://127.0.0.1:" + way.port()), server.key(), server.secret());
    }

    /** Signal connections that were opened so far, refused ones too. */
    public int connections() {
        return signals.connections();
    }

    /** Cuts every signal connection that is open, without a goodbye. Media go on, and new ones are let through. */
    public void cutSignals() {
        signals.cut();
    }

    /** Answers the next connections with this HTTP status. */
    public void refuseSignals(int connections, int status) {
        signals.refuse(connections, status);
    }

    /**
     * How long signals take from now on, each way; a new connection takes a round trip before that.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void delaySignals(Duration eachWay) {
        way.delay(eachWay);
    }

    /**
     * How long media take from now on, each way.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void delayMedia(Duration eachWay) {
        if (eachWay.isNegative()) {
            throw new IllegalArgumentException("eachWay takes zero or more, not " + eachWay);
        }
        media.delay(eachWay);
    }

    /** Lets no media through either way, until {@link #restoreMedia()}. */
    public void blockMedia() {
        media.block(true);
    }

    /** Lets media through again. */
    public void restoreMedia() {
        media.block(false);
    }

    /** Tells every connected client this, as if the server had: a {@code SignalResponse} in bytes. */
    public void tell(byte[] response) {
        signals.tell(response);
    }

    @Override
    public void close() {
        way.close();
        signals.close(END);
        media.close();
    }

    private static byte[] replaced(byte[] message, String what, String by) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .replace(what, by)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
