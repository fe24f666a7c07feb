package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** Other media links in the place of the real ones: what is left of a session runs on threads that all have in common. */
class SessionsWithoutMediaTest {

    private static final int SESSIONS = 100;

    @Test
    void noSessionHasAThreadOfItsOwn() {
        try (Studio studio = new Studio();
                DecartClient client = DecartClient.builder()
                        .apiKey(studio.server.apiKey())
                        .realtimeBaseUrl(studio.server.realtimeUrl())
                        .withoutMedia()
                        .build()) {
            open(client, 8);
            int before = threads();
            List<RealtimeSession> sessions = open(client, SESSIONS);
            Flux.fromIterable(sessions)
                    .flatMap(session -> session.setPrompt("noir"))
                    .blockLast(Studio.PATIENCE);
            assertThat(sessions).allMatch(RealtimeConnection::isConnected);
            assertThat(client.runtime().openPeerConnections()).isZero();
            // The server is in this process too, and has a pool that may grow.
            assertThat(threads()).isLessThan(before + SESSIONS / 2);
        }
    }

    private static List<RealtimeSession> open(DecartClient client, int sessions) {
        return Flux.range(0, sessions)
                .flatMap(i -> client.realtime().connect(Studio.direct().build()), 16)
                .collectList()
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
