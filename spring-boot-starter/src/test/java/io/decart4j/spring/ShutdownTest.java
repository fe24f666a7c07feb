package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/** What a context leaves behind when it closes: nothing. */
class ShutdownTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RealtimeModel SMALL = new RealtimeModel("lucy-2.1", "/v1/stream", 15, 320, 180);

    @Test
    void sessionsAreDisconnectedBeforeTheContextIsClosed() {
        Leftovers before = Leftovers.snapshot();
        List<SessionEvent> events = new CopyOnWriteArrayList<>();
        try (LocalDecartServer server = LocalDecartServer.start()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DecartAutoConfiguration.class))
                    .withPropertyValues(
                            "decart.transport=direct",
                            "decart.api-key=" + server.apiKey(),
                            "decart.base-url=" + server.httpUrl(),
                            "decart.realtime-base-url=" + server.realtimeUrl())
                    .run(context -> {
                        RealtimeSession session = Objects.requireNonNull(context.getBean(DecartClient.class)
                                .realtime()
                                .connect(context.getBean(SessionDefaults.class)
                                        .options(SMALL)
                                        .video(TestPattern.frames(SMALL.width(), SMALL.height(), SMALL.fps()))
                                        .initialState(InitialState.prompt("noir"))
                                        .build())
                                .block(PATIENCE));
                        session.events().subscribe(events::add);
                        session.video(frame -> frame.width()).blockFirst(PATIENCE);
                        context.getSourceApplicationContext().close();
                        assertThat(session.isConnected()).isFalse();
                    });
            Mono<Void> gone = Mono.when(
                    server.sessions().stream().map(session -> session.closed()).toList());
            gone.block(PATIENCE);
            assertThat(server.sessions()).isEmpty();
        }
        before.assertNone();
    }

    @Test
    void whatDoesNotEndHoldsTheContextNoLongerThanTheLimit() throws InterruptedException {
        DecartLifecycle lifecycle = lifecycle(Mono.never(), Duration.ofMillis(50));
        lifecycle.start();
        assertThat(lifecycle.isRunning()).isTrue();
        CountDownLatch stopped = new CountDownLatch(1);
        lifecycle.stop(stopped::countDown);
        assertThat(stopped.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void sessionsEndBeforeTheWebServerWaitsForItsRequests() {
        // Higher phases stop first.
        assertThat(lifecycle(Mono.empty(), PATIENCE).getPhase())
                .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
                .isLessThan(SmartLifecycle.DEFAULT_PHASE);
    }

    private static DecartLifecycle lifecycle(Mono<Void> end, Duration limit) {
        return new DecartLifecycle("The test", end, () -> {}, end, limit);
    }

    @Test
    void aContextThatFailsLeavesNothing() {
        Leftovers before = Leftovers.snapshot();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(DecartAutoConfiguration.class))
                .withPropertyValues("decart.api-key=dct_one")
                .withBean("broken", Object.class, () -> {
                    throw new IllegalStateException("broken");
                })
                .run(context -> assertThat(context).hasFailed());
        before.assertNone();
    }
}
