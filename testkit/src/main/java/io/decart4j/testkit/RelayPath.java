package io.decart4j.testkit;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.function.Consumer;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One connection's way through a relay. A packet that comes to the port that stands for an address of one end goes on to
 * that address, from the port that stands for its sender.
 */
final class RelayPath {

    private final RelaySide client;
    private final RelaySide server;
    private final RelayDirection toClient;
    private final RelayDirection toServer;
    private final Consumer<RelayPath> onClose;

    RelayPath(ImpairedRelay relay, RelayTally tally, EventLoop loop, long seed, Consumer<RelayPath> onClose) {
        Random random = new Random(seed);
        this.client = new RelaySide(loop, this::fromServer);
        this.server = new RelaySide(loop, this::fromClient);
        Scheduler scheduler = Schedulers.fromExecutorService(loop);
        this.toClient = new RelayDirection(relay, tally, scheduler, random);
        this.toServer = new RelayDirection(relay, tally, scheduler, random);
        this.onClose = onClose;
    }

    /** What stands for the client's addresses towards the server. */
    RelaySide client() {
        return client;
    }

    /** What stands for the server's addresses towards the client. */
    RelaySide server() {
        return server;
    }

    void close() {
        client.close();
        server.close();
        onClose.accept(this);
    }

    private void fromServer(byte[] packet, InetSocketAddress sender, InetSocketAddress to) {
        server.portOf(sender).ifPresent(port -> toClient.pass(packet.length, () -> port.send(packet, to)));
    }

    private void fromClient(byte[] packet, InetSocketAddress sender, InetSocketAddress to) {
        client.portOf(sender).ifPresent(port -> toServer.pass(packet.length, () -> port.send(packet, to)));
    }
}
