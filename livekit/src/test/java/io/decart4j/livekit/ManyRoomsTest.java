package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.internal.signal.SignalConnector;
import io.decart4j.livekit.internal.signal.SignalSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** How many rooms a process may be in at once: as many as there are files. */
class ManyRoomsTest {

    @Test
    void noPoolOfConnectionsLimitsTheRooms() {
        int moreThanAPool = 520; // Reactor Netty's own has 500 for a host
        DisposableServer many = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) ->
                        response.sendWebsocket((in, out) -> in.receive().then()))
                .bindNow();
        SignalConnector connector = new SignalConnector(URI.create("ws://127.0.0.1:" + many.port()), true, null, null);
        List<SignalSocket> sockets = Flux.range(0, moreThanAPool)
                .flatMap(i -> connector.open("first.token", null, 0), moreThanAPool)
                .collectList()
                .blockOptional(Duration.ofSeconds(40)) // 45 s is how long a pool lets one wait
                .orElseThrow();
        assertThat(sockets).hasSize(moreThanAPool);
        Flux.fromIterable(sockets).flatMap(SignalSocket::close, moreThanAPool).blockLast(Machine.PATIENCE);
        many.disposeNow();
    }
}
