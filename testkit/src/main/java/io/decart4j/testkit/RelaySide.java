package io.decart4j.testkit;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of one end of a connection, and for each the relay's port that stands for it towards the other end. Thread-safe. */
final class RelaySide implements CandidateRoute {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySide.class);

    /** More than any end has; each is a socket. */
    private static final int MOST = 64;

    /** Takes what comes to a port that stands for an address. */
    interface Inbound {
        void packet(byte[] packet, InetSocketAddress sender, InetSocketAddress standsFor);
    }

    private final EventLoop loop;
    private final Inbound inbound;
    private final Map<InetSocketAddress, RelayPort> ports = new HashMap<>();
    private boolean closed;

    RelaySide(EventLoop loop, Inbound inbound) {
        this.loop = loop;
        this.inbound = inbound;
    }

    /** The port that stands for an address, bound now if there is none; empty when closed or when there are too many. */
    synchronized Optional<RelayPort> portOf(InetSocketAddress address) {
        RelayPort present = ports.get(address);
        return Optional.ofNullable(present == null ? bind(address) : present);
    }

    @Override
    public Optional<String> candidate(String text) {
        return Candidates.udpAddress(text).flatMap(this::portOf).map(port -> Candidates.at(text, port.address()));
    }

    synchronized void close() {
        closed = true;
        ports.values().forEach(RelayPort::close);
        ports.clear();
    }

    private @Nullable RelayPort bind(InetSocketAddress address) {
        if (closed || ports.size() == MOST) {
            LOG.debug("no relay port for {}: {}", address, closed ? "closed" : "too many");
            return null;
        }
        RelayPort bound = RelayPort.bind(loop, (packet, sender) -> inbound.packet(packet, sender, address));
        ports.put(address, bound);
        return bound;
    }
}
