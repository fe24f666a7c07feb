package io.decart4j.livekit.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/**
 * Lies between clients and a TCP port of this machine, and can make it far away: what is sent takes its time each way, and a
 * connection the time of its handshake. Bytes are passed on in order; a connection that one end closes is closed at the other once
 * everything from there has arrived, and what was on its way back is lost. So is what a client has sent that goes before the handshake
 * is over. All methods may be called on any thread but event loops.
 */
public final class TcpPath implements AutoCloseable {

    private static final Duration END = Duration.ofSeconds(5);

    /** Reads that are on their way at the same time; more than that wait at the sender. */
    private static final int ON_THE_WAY = 1024;

    private final int target;
    private final DisposableServer server;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;

    private TcpPath(int target) {
        this.target = target;
        this.server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(this::opened)
                .handle(this::pass)
                .bindNow();
    }

    /** A way to this port of 127.0.0.1; it takes no time yet. */
    public static TcpPath to(int port) {
        return new TcpPath(port);
    }

    /** Where it begins, on 127.0.0.1. */
    public int port() {
        return server.port();
    }

    /**
     * How long everything takes from now on, each way.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void delay(Duration eachWay) {
        if (eachWay.isNegative()) {
            throw new IllegalArgumentException("eachWay takes zero or more, not " + eachWay);
        }
        delay = eachWay;
    }

    /** Closes the connections that are open, and lets no new one through. Blocks until the port is free. */
    @Override
    public void close() {
        server.disposeNow(END);
        open.forEach(Connection::dispose);
    }

    private void opened(Connection connection) {
        open.add(connection);
        connection.onDispose(() -> open.remove(connection));
    }

    private Publisher<Void> pass(NettyInbound fromClient, NettyOutbound toClient) {
        return Mono.defer(() -> Mono.delay(delay.multipliedBy(2)))
                .then(TcpClient.newConnection().host("127.0.0.1").port(target).connect())
                .flatMap(there -> {
                    opened(there);
                    // Goes on when one end is gone, until what it has sent before has arrived.
                    Mono<Void> both = Mono.firstWithSignal(
                                    passed(fromClient, there.outbound()), passed(there.inbound(), toClient))
                            .doFinally(end -> there.dispose())
                            .cache();
                    both.subscribe();
                    return both;
                })
                .onErrorComplete();
    }

    private Mono<byte[]> late(byte[] bytes) {
        Duration now = delay;
        return now.isZero() ? Mono.just(bytes) : Mono.just(bytes).delayElement(now);
    }

    /** Completes when the sender has ended and everything has arrived; never when it is the receiver that goes. */
    private Mono<Void> passed(NettyInbound from, NettyOutbound to) {
        Sinks.Empty<Void> ended = Sinks.empty();
        Flux<byte[]> late = from.receive()
                .asByteArray()
                .onErrorComplete()
                .flatMapSequential(this::late, ON_THE_WAY)
                .doOnComplete(ended::tryEmitEmpty);
        return to.sendByteArray(late).then().onErrorComplete().then(ended.asMono());
    }
}
