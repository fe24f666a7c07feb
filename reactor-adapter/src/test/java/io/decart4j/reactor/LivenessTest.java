package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.error.SignalingException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.token.TokenRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is noticed although nobody says anything. */
class LivenessTest {

    @Test
    void aHalfOpenSocketIsNoticedThroughPings() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .initialState(InitialState.prompt("noir"))
                    .timeouts(SessionTimeouts.builder()
                            .liveness(Duration.ofMillis(100), Duration.ofMillis(500))
                            .build()));
            Studio.awaitPicture(session, Studio::isNoir);
            Mono<DecartException> cause = session.events()
                    .ofType(SessionEvent.Reconnecting.class)
                    .next()
                    .map(SessionEvent.Reconnecting::cause)
                    .cache();
            cause.subscribe();
            studio.server.sessions().get(0).faults().silence();
            assertThat(cause.block(Studio.PATIENCE)).hasMessage("No answer from the server for 500ms");
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    @Test
    void aQuietSocketThatAnswersPingsStaysOpen() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(Studio.direct() // no video: no ticks
                    .timeouts(SessionTimeouts.builder()
                            .liveness(Duration.ofMillis(50), Duration.ofMillis(300))
                            .build()));
            String before = session.sessionId().orElseThrow();
            session.events()
                    .ofType(SessionEvent.Reconnecting.class)
                    .next()
                    .timeout(Duration.ofSeconds(1), Mono.empty())
                    .block(Studio.PATIENCE);
            assertThat(session.sessionId()).contains(before);
            assertThat(session.isConnected()).isTrue();
        }
    }

    @Test
    void frozenVideoIsToldAndMayEndTheConnection() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .initialState(InitialState.prompt("noir"))
                    .videoStall(new StallPolicy(Duration.ofMillis(600), true)));
            Studio.awaitPicture(session, Studio::isNoir);
            Mono<SessionEvent> stalled = session.events()
                    .ofType(SessionEvent.VideoStall.class)
                    .cast(SessionEvent.class)
                    .next()
                    .cache();
            Mono<DecartException> cause = session.events()
                    .ofType(SessionEvent.Reconnecting.class)
                    .next()
                    .map(SessionEvent.Reconnecting::cause)
                    .cache();
            stalled.subscribe();
            cause.subscribe();
            studio.server.sessions().get(0).faults().stopMedia();
            assertThat(stalled.block(Studio.PATIENCE)).isEqualTo(new SessionEvent.VideoStall(true, Duration.ZERO));
            assertThat(cause.block(Studio.PATIENCE)).hasMessage("No remote video for 600ms");
        }
    }

    @Test
    void theKeyIsAskedForBeforeEachAttempt() {
        try (Studio studio = new Studio();
                DecartClient expired = studio.client("ek_expired")) {
            AtomicInteger asked = new AtomicInteger();
            Mono<String> fresh = Mono.defer(() -> {
                asked.incrementAndGet();
                return studio.client
                        .tokens()
                        .create(TokenRequest.builder()
                                .expiresIn(Duration.ofMinutes(1))
                                .build())
                        .map(token -> token.apiKey());
            });
            RealtimeSession session = Objects.requireNonNull(expired.realtime()
                    .connect(studio.options()
                            .initialState(InitialState.prompt("noir"))
                            .refreshApiKey(() -> fresh)
                            .build())
                    .block(Studio.PATIENCE));
            assertThat(asked).hasValue(1);
            studio.server.faults().drop();
            session.events()
                    .ofType(SessionEvent.SessionStarted.class)
                    .skipUntil(started -> asked.get() == 2)
                    .blockFirst(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(asked).hasValue(2);
        }
    }

    /** Its text stays in the cause: it may hold what the key was asked for with. */
    @Test
    void aHookThatFailsIsNamed() {
        assertHookFails(() -> Mono.error(new IllegalStateException("dct_secret")), "IllegalStateException");
        assertHookFails(() -> null, "NullPointerException");
    }

    private static void assertHookFails(Supplier<Mono<String>> hook, String cause) {
        ReconnectPolicy once = ReconnectPolicy.builder()
                .retries(0)
                .firstDelay(Duration.ofSeconds(1))
                .longestDelay(Duration.ofSeconds(1))
                .jitter(0)
                .build();
        try (Studio studio = new Studio()) {
            assertThatThrownBy(() ->
                            studio.connect(studio.options().reconnect(once).refreshApiKey(hook)))
                    .isInstanceOf(SignalingException.class)
                    .hasMessage("refreshApiKey gave no key: " + cause + ", see the cause");
        }
    }

    @Test
    void aHookThatNeverAnswersHasTheLimitOfTheAttempt() {
        ReconnectPolicy once = ReconnectPolicy.builder()
                .retries(0)
                .firstDelay(Duration.ofSeconds(1))
                .longestDelay(Duration.ofSeconds(1))
                .jitter(0)
                .build();
        try (Studio studio = new Studio()) {
            assertThatThrownBy(() -> studio.connect(studio.options()
                            .reconnect(once)
                            .timeouts(SessionTimeouts.builder()
                                    .connect(Duration.ofMillis(300))
                                    .build())
                            .refreshApiKey(Mono::never)))
                    .hasMessage("connection timed out after 300ms");
        }
    }

    @Test
    void aHookWithoutAKeyFailsTheAttempt() {
        try (Studio studio = new Studio()) {
            AtomicInteger asked = new AtomicInteger();
            RealtimeSession session = studio.connect(studio.options()
                    .refreshApiKey(() ->
                            Mono.fromSupplier(() -> asked.incrementAndGet() == 2 ? " " : studio.server.apiKey())));
            studio.server.faults().drop();
            session.events()
                    .ofType(SessionEvent.SessionStarted.class)
                    .skipUntil(started -> asked.get() == 3)
                    .blockFirst(Studio.PATIENCE);
            ReconnectPolicy once = ReconnectPolicy.builder()
                    .retries(0)
                    .firstDelay(Duration.ofSeconds(1))
                    .longestDelay(Duration.ofSeconds(1))
                    .jitter(0)
                    .build();
            assertThatThrownBy(() ->
                            studio.connect(studio.options().reconnect(once).refreshApiKey(Mono::empty)))
                    .isInstanceOf(SignalingException.class)
                    .hasMessage("refreshApiKey gave no key: it was empty");
        }
    }

    @Test
    void outgoingVideoMayBeMirrored() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().mirror(true));
            Studio.awaitPicture(
                    session,
                    patches -> Studio.isUnchanged(IntStream.range(0, 4)
                            .mapToObj(i -> patches.get(3 - i))
                            .toList()));
        }
    }
}
