package io.decart4j.reactor.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.OpenSocket;
import io.decart4j.contract.WebSocketContract;
import io.decart4j.message.SignalingCodec;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.testkit.RecordingLeakDetector;
import io.decart4j.websocket.ConnectionGate;
import java.net.URI;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Control channels keep the contract. */
class ControlChannelContractTest extends WebSocketContract {

    @Override
    protected Mono<OpenSocket> open(String base, String secret, Duration silence) {
        HttpClient http = HttpClient.newConnection();
        return new WebSocketConnector(
                        new Network(http, http, new ConnectionGate(100)),
                        key -> URI.create(base + "/v1/stream?api_key=" + key),
                        SessionTimeouts.builder()
                                .liveness(silence.dividedBy(4), silence)
                                .build())
                .open(secret)
                .map(Open::new);
    }

    private record Open(ControlChannel channel) implements OpenSocket {

        @Override
        public Mono<String> ended() {
            return channel.messages()
                    .then(Mono.<String>empty())
                    .onErrorResume(e -> Mono.just(String.valueOf(e.getMessage())));
        }

        @Override
        public Mono<Void> close() {
            return channel.close();
        }
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
