package io.decart4j.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.LeakRecorder;
import io.decart4j.contract.OpenSocket;
import io.decart4j.contract.WebSocketContract;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What its users build on. */
class WebSocketConnectionContractTest extends WebSocketContract {

    private static final int MAX = 100_000;

    @Override
    protected Mono<OpenSocket> open(String base, String secret, Duration silence) {
        return new WebSocketOpener(HttpClient.newConnection(), MAX, null)
                .open(
                        URI.create(base + "/?key=" + RequestSecret.PLACEHOLDER),
                        RequestSecret.inUrl(URI.create(base + "/?key=" + secret)))
                .map(socket -> new Open(socket, silence));
    }

    private record Open(WebSocketConnection socket, Duration silence) implements OpenSocket {

        @Override
        public Mono<String> ended() {
            return Mono.firstWithSignal(
                    socket.frames().then(socket.end()).map(WebSocketEnd::toString),
                    socket.dead(silence.dividedBy(4), silence, silence).thenReturn("dead"));
        }

        @Override
        public Mono<Void> close() {
            return socket.close(1000, "", Duration.ofSeconds(1));
        }
    }

    @Override
    protected int maxMessageBytes() {
        return MAX;
    }

    @Override
    protected void assertNoLeaks() {
        assertThat(LeakRecorder.collect()).isEmpty();
    }
}
