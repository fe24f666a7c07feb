package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.token.TokenRequest;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** A client that is closed: where, with which sessions, and what it does afterwards. */
class ClosingTest {

    private final Studio studio = new Studio();

    @AfterEach
    void nothingIsLeft() {
        studio.close();
    }

    private static RealtimeSession connected(DecartClient client) {
        return Objects.requireNonNull(
                client.realtime().connect(Studio.direct().build()).block(Studio.PATIENCE));
    }

    @Test
    void closingInACallbackOfDisconnectBlocksNoWorker() throws Exception {
        for (int i = 0; i < 3; i++) {
            DecartClient client = studio.withoutMedia().build();
            CompletableFuture<Void> closed = new CompletableFuture<>();
            connected(client)
                    .disconnect()
                    .doFinally(end -> {
                        client.close();
                        closed.complete(null);
                    })
                    .subscribe();
            closed.get(Studio.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            client.disposeLater().block(Studio.PATIENCE);
        }
        assertWorkersAnswer();
    }

    @Test
    void closingInACallbackOfACommandBlocksNoEventLoop() throws Exception {
        DecartClient client = studio.withoutMedia().build();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        connected(client)
                .setPrompt("noir")
                .doFinally(end -> {
                    client.close();
                    closed.complete(null);
                })
                .subscribe();
        closed.get(Studio.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        client.disposeLater().block(Studio.PATIENCE);
        DecartClient other = studio.withoutMedia().build();
        connected(other).setPrompt("noir").block(Studio.PATIENCE);
        other.close();
    }

    @Test
    void aSessionThatNobodyHoldsIsClosedWithItsClient() {
        DecartClient client = studio.withoutMedia().build();
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        WeakReference<RealtimeSession> session = forgotten(client, events);
        Flux.interval(Duration.ofMillis(10))
                .doOnNext(tick -> System.gc())
                .takeUntil(tick -> session.get() == null)
                .blockLast(Studio.PATIENCE);
        assertThat(studio.server.sessions()).hasSize(1);
        client.close();
        studio.assertNothingOpen();
        Flux.interval(Duration.ofMillis(1))
                .takeUntil(tick -> events.stream().anyMatch(SessionEvent.Ended.class::isInstance))
                .blockLast(Studio.PATIENCE);
    }

    private static WeakReference<RealtimeSession> forgotten(DecartClient client, List<SessionEvent> events) {
        RealtimeSession session = connected(client);
        session.events().subscribe(events::add);
        return new WeakReference<>(session);
    }

    @Test
    void aClosedClientChecksNoConnectivity() {
        try (Studio studio = new Studio()) {
            DecartClient client = studio.withoutMedia().build();
            client.disposeLater().block(Studio.PATIENCE);
            StepVerifier.create(client.realtime().checkConnectivity())
                    .expectErrorMessage("The client is closed: build another one")
                    .verify(Studio.PATIENCE);
        }
    }

    @Test
    void aClosedClientRefusesSessionsAtOnce() {
        List<Object> opened = new CopyOnWriteArrayList<>();
        studio.server.newSessions().subscribe(opened::add);
        DecartClient client = studio.withoutMedia().build();
        RealtimeSession early = client.realtime().session(Studio.direct().build());
        client.close();
        Mono<RealtimeSession> late = client.realtime().connect(Studio.direct().build());
        assertThatThrownBy(() -> late.block(Duration.ofSeconds(1)))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("client is closed");
        assertThatThrownBy(() -> early.connect().block(Duration.ofSeconds(1))).isInstanceOf(ConnectionException.class);
        assertThat(early.events().last().block(Studio.PATIENCE)).isInstanceOf(SessionEvent.Ended.class);
        assertThat(opened).isEmpty();
    }

    /** A call that was made before is carried out only when it is subscribed. */
    @Test
    void aClosedClientAsksTheServiceNothing() {
        DecartClient client = studio.withoutMedia().build();
        List<Mono<?>> calls = List.of(
                client.realtime().quota(),
                client.tokens().create(TokenRequest.builder().build()),
                client.files().get("file_1"),
                client.files().upload(new byte[] {1}));
        client.close();
        for (Mono<?> call : calls) {
            assertThatThrownBy(() -> call.block(Studio.PATIENCE))
                    .isInstanceOf(DecartException.class)
                    .hasMessageContaining("client is closed");
        }
    }

    @Test
    void aSuspendedClientEndsItsSessionsAndRefusesNewOnesUntilItIsResumed() {
        try (DecartClient client = studio.withoutMedia().build()) {
            RealtimeSession before = connected(client);
            RealtimeSession early = client.realtime().session(Studio.direct().build());
            client.suspend().block(Studio.PATIENCE);
            assertThat(before.events().last().block(Studio.PATIENCE)).isInstanceOf(SessionEvent.Ended.class);
            Mono<RealtimeSession> late =
                    client.realtime().connect(Studio.direct().build());
            assertThatThrownBy(() -> late.block(Duration.ofSeconds(1)))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("client is suspended");
            client.resume();
            assertThat(early.connect().block(Studio.PATIENCE)).isNotNull();
            assertThat(late.block(Studio.PATIENCE)).isNotNull();
            client.disposeLater().block(Studio.PATIENCE);
            client.resume(); // disposed is for good
            assertThatThrownBy(() -> late.block(Duration.ofSeconds(1)))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("client is closed");
        }
    }

    @Test
    void whatBeginsWhileTheClientIsClosedIsClosedOrRefused() {
        for (int i = 0; i < 10; i++) {
            DecartClient client = studio.withoutMedia().build();
            Mono<Void> connects = Flux.range(0, 8)
                    .flatMap(n -> client.realtime()
                            .connect(Studio.direct().build())
                            .onErrorComplete(ConnectionException.class))
                    .then();
            Mono.when(connects.subscribeOn(Schedulers.parallel()), client.disposeLater())
                    .block(Studio.PATIENCE);
        }
        studio.assertNothingOpen();
    }

    /** A worker that is blocked once is blocked for everybody in the process. */
    private static void assertWorkersAnswer() {
        Flux.fromStream(IntStream.range(0, 2 * Schedulers.DEFAULT_POOL_SIZE).boxed())
                .flatMap(n -> Mono.just(n).subscribeOn(Schedulers.parallel()), Integer.MAX_VALUE)
                .blockLast(Duration.ofSeconds(5));
    }
}
