package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testsupport.Slow;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Many sessions whose server goes away for a while and comes back on the same port. */
@Timeout(value = 20, unit = TimeUnit.MINUTES) // the whole takes a while
class ServerAwayTest {

    private static final int SESSIONS = Targets.sessions(200);
    private static final Duration AWAY = Targets.isWhole() ? Duration.ofSeconds(30) : Duration.ofSeconds(3);
    private static final Duration BACK = Duration.ofSeconds(45);

    /** What may pass on a busy machine between a turn at the gate and the count of what begins. */
    private static final Duration UNSEEN = Duration.ofMillis(250);

    private final Leftovers before = Leftovers.snapshot();
    private final OpenedConnections begun = new OpenedConnections();
    private final OpenedConnections opened = new OpenedConnections();
    private final Queue<SessionEvent.Reconnecting> attempts = new ConcurrentLinkedQueue<>();
    private final Queue<SessionEvent.Ended> ends = new ConcurrentLinkedQueue<>();
    private LocalDecartServer server =
            started(LocalDecartServer.builder().concurrencyLimit(2 * SESSIONS).start());
    private final int port = server.port();
    private final DecartClient client = DecartClient.builder()
            .apiKey(server.apiKey())
            .baseUrl(server.httpUrl())
            .realtimeBaseUrl(server.realtimeUrl())
            .webSocketClient(HttpClient.newConnection().doOnConnect(config -> begun.add()))
            .withoutMedia()
            .build();

    @AfterEach
    void nothingIsLeft() {
        client.close();
        opened.stopListening();
        server.close();
        before.assertNone();
    }

    @Slow
    @Test
    void allComeBackAndNeverMoreThanAHundredASecond() {
        List<RealtimeSession> sessions = connected(ReconnectPolicy.builder()
                .retries(20)
                .firstDelay(Duration.ofSeconds(1))
                .longestDelay(Duration.ofSeconds(10))
                .jitter(ReconnectPolicy.DEFAULT.jitter())
                .build());
        goesAway();
        Mono.delay(AWAY).block();
        long back = System.nanoTime();
        comesBack();
        until(() -> sessions.stream().allMatch(RealtimeSession::isConnected), BACK);
        print("all %d back after %d ms".formatted(sessions.size(), (System.nanoTime() - back) / 1_000_000));
        assertRate();
        assertThat(ends).isEmpty();
        assertThat(server.sessions()).hasSameSizeAs(sessions);
    }

    @Slow
    @Test
    void whoeverIsGivenUpIsToldWhy() {
        ReconnectPolicy few = ReconnectPolicy.DEFAULT;
        List<RealtimeSession> sessions = connected(
                Targets.isWhole()
                        ? few
                        : ReconnectPolicy.builder()
                                .retries(5)
                                .firstDelay(few.firstDelay().dividedBy(20))
                                .longestDelay(few.longestDelay().dividedBy(20))
                                .jitter(few.jitter())
                                .build());
        goesAway();
        until(() -> !ends.isEmpty(), Duration.ofMinutes(2));
        comesBack();
        until(
                () -> ends.size()
                                + sessions.stream()
                                        .filter(RealtimeSession::isConnected)
                                        .count()
                        == sessions.size(),
                BACK);
        print(ends.size() + " given up");
        assertRate();
        assertThat(ends).allSatisfy(end -> assertThat(end.error()).isInstanceOf(ConnectionException.class));
    }

    /** What the limits of an attempt measure begins behind the gate, or those at the end of the line would run into them. */
    @Test
    void theWaitForATurnUsesUpNoLimit() {
        try (DecartClient slow = DecartClient.builder()
                .apiKey(server.apiKey())
                .realtimeBaseUrl(server.realtimeUrl())
                .withoutMedia()
                .openingsPerSecond(5)
                .build()) {
            ConnectOptions options = Studio.direct()
                    .timeouts(SessionTimeouts.builder()
                            .webSocket(Duration.ofSeconds(2))
                            .connect(Duration.ofSeconds(2))
                            .build())
                    .reconnect(ReconnectPolicy.NONE)
                    .build();
            Flux<RealtimeSession> all =
                    Flux.range(0, 25).flatMap(i -> slow.realtime().connect(options), 25);
            assertThat(all.count().block(Studio.PATIENCE)).isEqualTo(25);
        }
    }

    private List<RealtimeSession> connected(ReconnectPolicy policy) {
        ConnectOptions options = Studio.direct().reconnect(policy).build();
        return Flux.range(0, SESSIONS)
                .flatMap(
                        i -> client.realtime()
                                .connect(options)
                                .doOnNext(session -> session.events().subscribe(this::told)),
                        SESSIONS)
                .collectList()
                .blockOptional(Duration.ofMinutes(1))
                .orElseThrow();
    }

    private void told(SessionEvent event) {
        if (event instanceof SessionEvent.Reconnecting reconnecting) {
            attempts.add(reconnecting);
        } else if (event instanceof SessionEvent.Ended ended) {
            ends.add(ended);
        }
    }

    private void goesAway() {
        server.close();
        opened.listen(port);
    }

    private void comesBack() {
        opened.stopListening();
        server = started(LocalDecartServer.builder()
                .port(port)
                .concurrencyLimit(2 * SESSIONS)
                .start());
    }

    private LocalDecartServer started(LocalDecartServer begun) {
        begun.newSessions().subscribe(session -> opened.add());
        return begun;
    }

    private void assertRate() {
        print("begun: " + begun + "; come to the server: " + opened);
        assertThat(begun.mostIn(Duration.ofSeconds(1).minus(UNSEEN))).isLessThanOrEqualTo(100);
        assertThat(opened.count()).isLessThanOrEqualTo(begun.count());
        assertThat(attempts)
                .extracting(SessionEvent.Reconnecting::cause)
                .extracting(DecartException::getMessage)
                .noneMatch(cause -> cause.contains("timed out"));
    }

    private static void print(String figure) {
        System.out.println("ServerAwayTest: " + figure);
    }

    private static void until(java.util.function.BooleanSupplier holds, Duration patience) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> holds.getAsBoolean())
                .blockLast(patience);
    }
}
