package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ConnectionException;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;

/** Contexts that stop and start again, as those of tests do between their classes. */
class RestartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static void inAContext(Consumer<AssertableApplicationContext> act) {
        // As a web application has them, whose event loops end with each stop of the context.
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setShutdownQuietPeriod(Duration.ZERO);
        try (LocalDecartServer server = LocalDecartServer.start()) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(DecartAutoConfiguration.class))
                    .withPropertyValues(
                            "decart.transport=direct",
                            "decart.api-key=" + server.apiKey(),
                            "decart.base-url=" + server.httpUrl(),
                            "decart.realtime-base-url=" + server.realtimeUrl())
                    .withBean(ReactorResourceFactory.class, () -> resources)
                    .run(act::accept);
        }
    }

    private static RealtimeSession connect(AssertableApplicationContext context) {
        return Objects.requireNonNull(context.getBean(DecartClient.class)
                .realtime()
                .connect(context.getBean(SessionDefaults.class)
                        .options(RealtimeModels.LUCY_2_1)
                        .build())
                .block(PATIENCE));
    }

    @Test
    void aContextThatIsStoppedEndsItsSessionsAndOpensOthersWhenItIsStartedAgain() {
        inAContext(context -> {
            ConfigurableApplicationContext source = context.getSourceApplicationContext();
            for (int i = 0; i < 2; i++) {
                RealtimeSession session = connect(context);
                assertThat(session.isConnected()).isTrue();
                source.stop();
                assertThat(session.isConnected()).isFalse();
                assertThatThrownBy(() -> connect(context))
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageContaining("suspended");
                source.start();
            }
            assertThat(connect(context).isConnected()).isTrue();
            assertThat(context.getBean(DecartClient.class).tokens().create().block(PATIENCE))
                    .isNotNull();
        });
    }

    @Test
    void aContextThatIsPausedKeepsItsSessions() {
        inAContext(context -> {
            ConfigurableApplicationContext source = context.getSourceApplicationContext();
            RealtimeSession session = connect(context);
            source.pause();
            assertThat(session.isConnected()).isTrue();
            source.restart();
            assertThat(session.isConnected()).isTrue();
            assertThat(connect(context).isConnected()).isTrue();
        });
    }
}
