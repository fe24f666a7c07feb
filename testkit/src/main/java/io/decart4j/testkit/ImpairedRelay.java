package io.decart4j.testkit;

import io.decart4j.flow.MonotonicTime;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import reactor.netty.resources.LoopResources;

/**
 * A bad network for media: a UDP relay on 127.0.0.1 between the peer connections of clients and those of a {@link
 * LocalDecartServer} that was built {@link LocalServerBuilder#relay with it}. Both ends are shown the relay's ports instead
 * of the other's candidates, so nothing passes but through it. IPv4 only: other candidates, and those of TCP, are not
 * passed on. Without impairment packets pass as they come.
 *
 * <p>Methods may be called by any thread and hold for all connections, from the next packet on. One daemon thread.
 */
public final class ImpairedRelay implements AutoCloseable {

    private static final Duration ORDERLY_END = Duration.ofSeconds(2);

    private final LoopResources loops = LoopResources.create("impaired-relay", 1, true);
    private final Set<RelayPath> paths = ConcurrentHashMap.newKeySet();
    private final AtomicLong seeds;
    private final RelayTally tally = new RelayTally();
    private volatile NetworkImpairment impairment = NetworkImpairment.NONE;
    private volatile long outageEnds = MonotonicTime.nanos();

    private ImpairedRelay(long seed) {
        seeds = new AtomicLong(seed);
        // The JDK reads a file before its first datagram socket: here and not on the event loop of a server.
        RelayPort.bind(loop(), (packet, sender) -> {}).close();
    }

    /**
     * A relay without impairment.
     *
     * @param seed of everything it leaves to chance
     */
    public static ImpairedRelay create(long seed) {
        return new ImpairedRelay(seed);
    }

    /** What happens to packets from now on. */
    public void impair(NetworkImpairment impairment) {
        this.impairment = impairment;
    }

    /** What happens to packets now, apart from outages. */
    public NetworkImpairment impairment() {
        return impairment;
    }

    /** Nothing passes for this long from now; zero ends an outage. */
    public void outage(Duration length) {
        outageEnds = MonotonicTime.nanos() + length.toNanos();
    }

    /** Packets so far. */
    public RelayCounts counts() {
        return tally.counts();
    }

    /** Takes the relay out of the world: connections that use it lose their media. Blocks until its thread has ended. */
    @Override
    public void close() {
        paths.forEach(RelayPath::close);
        loops.disposeLater(Duration.ZERO, ORDERLY_END).block();
    }

    boolean isOut() {
        return MonotonicTime.nanos() - outageEnds < 0;
    }

    /** A way between the two ends of one connection; {@link RelayPath#close()} gives its ports back. */
    RelayPath open() {
        RelayPath path = new RelayPath(this, tally, loop(), seeds.getAndIncrement(), paths::remove);
        paths.add(path);
        return path;
    }

    private EventLoop loop() {
        return loops.onServer(false).next();
    }
}
