package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.OpenSocket;
import io.decart4j.contract.WebSocketContract;
import io.decart4j.message.SignalingCodec;
import io.decart4j.testkit.RecordingLeakDetector;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The proxy's connections to the service keep the contract. */
class UpstreamContractTest extends WebSocketContract {

    @Override
    protected Mono<OpenSocket> open(String base, String secret, Duration silence) {
        ProxyLimits limits = ProxyLimits.builder()
                .ping(silence.dividedBy(4))
                .silence(silence)
                .frameTime(silence.multipliedBy(2))
                .build();
        return new Upstream(HttpClient.newConnection(), secret, limits)
                .open(key -> URI.create(base + "/v1/stream?api_key=" + key))
                .map(Open::new);
    }

    private record Open(WebSocketSide socket) implements OpenSocket {

        @Override
        public Mono<String> ended() {
            return Mono.firstWithSignal(
                    socket.frames().then(Mono.defer(socket::ending)).map(CloseReason::toString),
                    socket.dead().thenReturn("dead"));
        }

        @Override
        public Mono<Void> close() {
            return socket.close(CloseReason.goingAway());
        }
    }

    @Override
    protected int goodbye() {
        return 1001;
    }

    @Override
    protected Duration goodbyeLimit() {
        return WebSocketSide.GOODBYE;
    }

    @Override
    protected int maxMessageBytes() {
        return SignalingCodec.MAX_FRAME_BYTES;
    }

    @Override
    protected void assertNoLeaks() {
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
