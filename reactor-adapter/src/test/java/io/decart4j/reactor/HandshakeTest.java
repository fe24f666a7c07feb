package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What the server gets to see while a session opens. */
class HandshakeTest {

    private static List<ReceivedMessage> handshake(Studio studio) {
        LocalSession session = studio.server.sessions().get(0);
        return session.received()
                .takeUntil(message -> message.text().contains("\"candidate\":null"))
                .collectList()
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
    }

    @Test
    void withoutVideoTheSessionOnlyReceives() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(ConnectOptions.builder(Studio.SMALL));
            String offer = handshake(studio).get(1).text();
            assertThat(offer).contains("a=recvonly").doesNotContain("x-google").doesNotContain("a=sendrecv");
            session.setPrompt("noir").block(Studio.PATIENCE);
        }
    }

    @Test
    void aSourceThatFailsIsToldAndTheSessionGoesOn() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(ConnectOptions.builder(Studio.SMALL)
                    .video(Studio.pattern().take(20).concatWith(Flux.error(new IllegalStateException("unplugged")))));
            assertThat(session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE))
                    .isNotNull();
            session.setPrompt("still here").block(Studio.PATIENCE);
            assertThat(session.isConnected()).isTrue();
        }
    }
}
