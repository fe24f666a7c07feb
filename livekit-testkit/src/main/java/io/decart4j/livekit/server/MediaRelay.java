package io.decart4j.livekit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The media's part of a way: a UDP port that stands for the server's, with one socket to the server for each client. */
final class MediaRelay {

    private static final Logger LOG = LoggerFactory.getLogger(MediaRelay.class);

    static final int MOST_CLIENTS = 128;

    /** A second of more sessions than are ever there at once; what comes then is lost, as in a router. */
    private static final int MOST_HELD = 1 << 15;

    private final InetSocketAddress server;
    private final Selector selector;
    private final DatagramChannel front;
    private final int port;
    /** The one that was used longest ago comes first. */
    private final Map<SocketAddress, DatagramChannel> backs = new LinkedHashMap<>(64, 0.75f, true);

    private final ByteBuffer packet = ByteBuffer.allocateDirect(1 << 16);
    /** What is on its way, in the order in which it arrives. */
    private final Deque<Held> held = new ArrayDeque<>();

    private final Thread thread = new Thread(this::run, "livekit-media-relay");
    private volatile boolean blocked;
    private volatile long delayNanos;

    /** @param due when it arrives, on a monotonic clock */
    private record Held(ByteBuffer packet, DatagramChannel through, SocketAddress to, long due) {}

    MediaRelay(int serverPort) {
        server = local(serverPort);
        try {
            selector = Selector.open();
            front = open(null);
            port = ((InetSocketAddress) front.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    /** How many clients have a socket to the server; for a relay that nothing passes at the moment. */
    int clients() {
        return backs.size();
    }

    void block(boolean nothingPasses) {
        blocked = nothingPasses;
    }

    /** How long each packet takes from now on. */
    void delay(Duration eachWay) {
        delayNanos = eachWay.toNanos();
    }

    void close() {
        try {
            selector.close();
            thread.join();
            front.close();
            for (DatagramChannel back : backs.values()) {
                back.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select(this::pass, untilNext());
                sendDue();
            }
        } catch (ClosedSelectorException closed) {
            return;
        } catch (IOException e) {
            LOG.error("no media pass any more", e);
        }
    }

    private void pass(SelectionKey key) {
        packet.clear();
        try {
            if (key.attachment() == null) {
                SocketAddress from = front.receive(packet);
                if (from != null) {
                    send(back(from), server);
                }
            } else {
                ((DatagramChannel) key.channel()).receive(packet);
                send(front, (SocketAddress) key.attachment());
            }
        } catch (IOException e) {
            // A port that nobody listens at any more; datagrams may be lost.
            LOG.debug("lost", e);
        }
    }

    private void send(DatagramChannel through, SocketAddress to) throws IOException {
        packet.flip();
        if (blocked || !packet.hasRemaining()) {
            return;
        }
        long delay = delayNanos;
        if (delay == 0 && held.isEmpty()) {
            through.send(packet, to);
        } else if (held.size() < MOST_HELD) {
            long due = System.nanoTime() + delay;
            // A shorter way lets nothing overtake what is on the longer one.
            long before = held.isEmpty() ? due : held.getLast().due();
            ByteBuffer copy =
                    ByteBuffer.allocate(packet.remaining()).put(packet).flip();
            held.add(new Held(copy, through, to, before - due > 0 ? before : due));
        }
    }

    /** In milliseconds; 0 is for as long as it takes. */
    private long untilNext() {
        Held next = held.peek();
        return next == null
                ? 0
                : Math.max(1, Duration.ofNanos(next.due() - System.nanoTime()).toMillis());
    }

    private void sendDue() {
        for (Held next = held.peek(); next != null && next.due() - System.nanoTime() <= 0; next = held.peek()) {
            held.remove();
            if (blocked) {
                continue;
            }
            try {
                next.through().send(next.packet(), next.to());
            } catch (IOException e) {
                // Its client is gone, or forgotten.
                LOG.debug("lost", e);
            }
        }
    }

    private DatagramChannel back(SocketAddress client) throws IOException {
        DatagramChannel known = backs.get(client);
        if (known == null) {
            known = open(client);
            backs.put(client, known);
            forgetOne();
        }
        return known;
    }

    /** Nobody tells when a client is gone; more than this are never there at once. */
    private void forgetOne() throws IOException {
        if (backs.size() > MOST_CLIENTS) {
            Iterator<DatagramChannel> oldest = backs.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    /** @param client whose socket it is, or null for that of all */
    private DatagramChannel open(@Nullable SocketAddress client) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.bind(local(0)).configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, client);
        return channel;
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
