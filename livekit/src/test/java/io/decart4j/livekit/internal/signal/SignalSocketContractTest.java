package io.decart4j.livekit.internal.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.contract.OpenSocket;
import io.decart4j.contract.RawServer;
import io.decart4j.contract.WebSocketContract;
import io.decart4j.livekit.RecordingLeakDetector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Signal connections keep the contract; silence is the affair of LiveKit's own pings. */
class SignalSocketContractTest extends WebSocketContract {

    @Override
    protected Mono<OpenSocket> open(String base, String secret, Duration silence) {
        return new SignalConnector(URI.create(base), true, null, null)
                .open(secret, null, 0)
                .map(Open::new);
    }

    private record Open(SignalSocket socket) implements OpenSocket {

        @Override
        public Mono<String> ended() {
            return socket.messages()
                    .then(Mono.<String>empty())
                    .onErrorResume(e -> Mono.just(String.valueOf(e.getMessage())));
        }

        @Override
        public Mono<Void> close() {
            return socket.close();
        }
    }

    @Override
    protected void answerWhoAsksWhy() {
        RawServer.Call why = server().next();
        assertThat(why.request()).contains("/validate").contains(SECRET);
        why.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected int maxMessageBytes() {
        return SignalSocket.MAX_MESSAGE_BYTES;
    }

    @Override
    protected boolean noticesSilence() {
        return false;
    }

    @Override
    protected void assertNoLeaks() {
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
