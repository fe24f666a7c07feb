package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** How many sessions a client may have at once: as many as there are files, whatever a pool of connections would say. */
class ManySessionsTest {

    /** Reactor Netty's own pool has 500 connections for a host. */
    private static final int MORE_THAN_A_POOL = 520;

    private static final int POOL = 2;

    @Test
    void noPoolOfConnectionsLimitsTheSessions() throws InterruptedException {
        CountDownLatch opened = new CountDownLatch(MORE_THAN_A_POOL);
        try (HostileServer server = counting(opened)) {
            Disposable sessions = connect(server.client, MORE_THAN_A_POOL);
            assertThat(opened.await(2, TimeUnit.MINUTES))
                    .as("%d did not get a socket", opened.getCount())
                    .isTrue();
            sessions.dispose();
        }
    }

    @Test
    void thePoolOfACallersClientDoesUnlessSocketsHaveTheirOwn() throws InterruptedException {
        CountDownLatch pooled = new CountDownLatch(POOL);
        CountDownLatch opened = new CountDownLatch(POOL + 1);
        ConnectionProvider pool = ConnectionProvider.create("two", POOL);
        try (HostileServer server = counting(pooled, opened)) {
            try (DecartClient client =
                    builder(server).httpClient(HttpClient.create(pool)).build()) {
                Disposable sessions = connect(client, POOL + 1);
                assertThat(pooled.await(30, TimeUnit.SECONDS)).isTrue();
                assertThat(opened.await(500, TimeUnit.MILLISECONDS)).isFalse();
                sessions.dispose();
            }
        }
        CountDownLatch free = new CountDownLatch(POOL + 1);
        try (HostileServer server = counting(free);
                DecartClient client = builder(server)
                        .httpClient(HttpClient.create(pool))
                        .webSocketClient(HttpClient.newConnection())
                        .build()) {
            Disposable sessions = connect(client, POOL + 1);
            assertThat(free.await(30, TimeUnit.SECONDS)).isTrue();
            sessions.dispose();
        } finally {
            pool.disposeLater().block(Studio.PATIENCE);
        }
    }

    /** Opens every socket, and says nothing. */
    private static HostileServer counting(CountDownLatch... opened) {
        return HostileServer.http((request, response) -> response.sendWebsocket((in, out) -> {
            Arrays.stream(opened).forEach(CountDownLatch::countDown);
            return in.receive().then();
        }));
    }

    private static DecartClient.Builder builder(HostileServer server) {
        String address = "//127.0.0.1:" + server.server.port();
        return DecartClient.builder()
                .apiKey("dct_s3cret")
                .baseUrl("http:" + address)
                .realtimeBaseUrl("ws:" + address);
    }

    private static Disposable connect(DecartClient client, int sessions) {
        // None gives its socket back meanwhile.
        ConnectOptions options = HostileServer.options()
                .timeouts(SessionTimeouts.builder()
                        .initialState(Duration.ofMinutes(5))
                        .build())
                .build();
        return Flux.range(0, sessions)
                .flatMap(i -> client.realtime().connect(options).onErrorResume(e -> Mono.empty()), sessions)
                .subscribe();
    }
}
