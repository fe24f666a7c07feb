package io.decart4j.livekit;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** Lies between client and server on the way of the signals, and can be cut. Media go directly. */
final class SignalProxy implements AutoCloseable {

    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    SignalProxy(URI target) {
        server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(open::add)
                .handle((in, out) -> TcpClient.create()
                        .host("127.0.0.1")
                        .port(target.getPort())
                        .connect()
                        .flatMap(up -> {
                            Mono<Void> there = up.outbound()
                                    .send(in.receive().retain(), any -> true)
                                    .then();
                            Mono<Void> back = out.send(up.inbound().receive().retain(), any -> true)
                                    .then();
                            return Mono.firstWithSignal(there, back)
                                    .onErrorComplete()
                                    .doFinally(end -> up.dispose());
                        }))
                .bindNow();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + server.port());
    }

    int connections() {
        return open.size();
    }

    /** Without a goodbye. */
    void cut() {
        open.forEach(connection -> FutureMono.from(connection.channel().close()).subscribe());
    }

    @Override
    public void close() {
        cut();
        server.disposeNow();
    }
}
