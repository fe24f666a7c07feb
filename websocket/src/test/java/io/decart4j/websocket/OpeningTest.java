package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.tcp.TcpServer;

class OpeningTest {

    /** How often a server is called is for whoever opens to decide, and for the gate to count. */
    @Test
    void anOpeningIsOneConnectionAlsoWhereThatIsReset() {
        AtomicInteger connections = new AtomicInteger();
        DisposableServer server = TcpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(connection -> {
                    connections.incrementAndGet();
                    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                })
                .handle((in, out) -> in.receive().next().then()) // and closes it
                .bindNow();
        try {
            Mono<WebSocketConnection> opening = new WebSocketOpener(HttpClient.newConnection(), 1024, null)
                    .open(URI.create("ws://127.0.0.1:" + server.port()), null);
            for (int openings = 1; openings <= 50; openings++) {
                assertThatThrownBy(() -> opening.block(Duration.ofSeconds(20))).isNotNull();
                assertThat(connections).hasValue(openings);
            }
        } finally {
            server.disposeNow();
        }
    }
}
