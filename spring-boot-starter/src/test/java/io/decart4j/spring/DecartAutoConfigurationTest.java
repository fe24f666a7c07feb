package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Speed;
import io.decart4j.model.RealtimeModel;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.DegradationPreference;
import io.decart4j.reactor.RealtimeClient;
import io.decart4j.reactor.Transport;
import io.decart4j.reactor.VideoCodec;
import io.decart4j.reactor.VideoSendParameters;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.mock.env.MockEnvironment;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** What becomes of each property, condition and bean. */
class DecartAutoConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DecartAutoConfiguration.class, DecartHealthAutoConfiguration.class));

    @Test
    void aKeyIsEnoughForAClient() {
        runner.withPropertyValues("decart.api-key=dct_one")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DecartClient.class)
                        .hasSingleBean(SessionDefaults.class)
                        .hasSingleBean(ReactiveHealthContributor.class));
    }

    @Test
    void inAWebApplicationAsWell() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DecartAutoConfiguration.class, DecartHealthAutoConfiguration.class))
                .withPropertyValues("decart.api-key=dct_one")
                .run(context -> assertThat(context).hasSingleBean(DecartClient.class));
    }

    @Test
    void theKeyMayComeFromTheEnvironmentVariable() {
        runner.withPropertyValues("DECART_API_KEY=dct_one")
                .run(context -> assertThat(context).hasSingleBean(DecartClient.class));
    }

    @Test
    void aModelThatThisReleaseDoesNotKnowComesFromProperties() {
        runner.withPropertyValues(
                        "decart.api-key=dct_one",
                        "decart.models[lucy-9.1].width=1920",
                        "decart.models[lucy-9.1].height=1080",
                        "decart.models[lucy-9.1].fps=60")
                .run(context -> {
                    SessionDefaults defaults = context.getBean(SessionDefaults.class);
                    assertThat(defaults.models())
                            .containsExactly(Map.entry("lucy-9.1", RealtimeModel.of("lucy-9.1", 1920, 1080, 60)));
                    assertThat(defaults.options("lucy-9.1").build()).isNotNull();
                    assertThatThrownBy(() -> defaults.options("lucy-9"))
                            .isInstanceOf(InvalidOptionException.class)
                            .hasMessageContaining("known: lucy-2.1")
                            .hasMessageEndingWith("or decart.models[lucy-9]");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decart.models[m].width=2         | decart.models[m]: takes width, height and fps",
                "decart.models[m].width=0,decart.models[m].height=2,decart.models[m].fps=30 | model.width takes at least 1, got 0",
                "decart.models[m].width=big       | decart.models[m].width",
            })
    void aModelThatCannotBeUsedStopsTheStart(String properties, String reason) {
        runner.withPropertyValues("decart.api-key=dct_one")
                .withPropertyValues(properties.split(","))
                .run(context -> assertThat(context.getStartupFailure())
                        .satisfies(e -> assertThat(Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                                        .map(String::valueOf))
                                .anySatisfy(text -> assertThat(text).contains(reason))));
    }

    @Test
    void withoutAKeyTheRemedyNamesPropertyAndVariable() {
        runner.run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("decart.api-key").contains("Missing API key");
            assertThat(analysis.getAction()).contains("decart.api-key").contains("DECART_API_KEY");
        });
    }

    @Test
    void aKeyThatCannotBeUsedIsNotShown() {
        runner.withPropertyValues("decart.api-key=dct_secr\u00e9t").run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("printable ASCII").doesNotContain("dct_secr");
        });
    }

    @Test
    void thePropertiesDoNotShowKeyAndCredential() {
        runner.withPropertyValues(
                        "decart.api-key=dct_s3cret",
                        "decart.ice-servers[0].urls=turn:host:3478",
                        "decart.ice-servers[0].username=me",
                        "decart.ice-servers[0].credential=s3cret")
                .run(context -> {
                    DecartProperties properties = context.getBean(DecartProperties.class);
                    assertThat(properties.apiKey()).isEqualTo("dct_s3cret");
                    assertThat(properties + "" + properties.iceServers()).doesNotContain("s3cret");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decart.base-url=ftp://host | decart.base-url | https://host",
                "decart.max-bitrate=0 | decart.max-bitrate | 30000 or more bits per second",
                "decart.max-framerate=-1 | decart.max-framerate | 1 or more frames per second",
                "decart.realtime-base-url=ws://example.com | decart.realtime-base-url | only for this machine",
                "decart.integration=\u00e9 | decart.integration | printable ASCII",
                "decart.reconnect.retries=-1 | decart.reconnect.retries | 0 or more",
                "decart.reconnect.jitter=2 | decart.reconnect.jitter | 0 to 1",
                "decart.reconnect.longest-delay=1ms | decart.reconnect.longest-delay | no less than firstDelay",
                "decart.reconnect.budget=0s | decart.reconnect.budget | positive",
                "decart.timeouts.silence=1s | decart.timeouts.silence | more than ping",
                "decart.timeouts.web-socket=0s | decart.timeouts.web-socket | positive",
                "decart.video-stall.after=-1s | decart.video-stall.after | positive",
                "decart.shutdown-timeout=0s | decart.shutdown-timeout | positive",
                "decart.ice-servers[0].urls=http://x | decart.ice-servers[0] | turn:host:3478",
            })
    void whatCannotBeUsedIsNamedWithWhatItTakes(String setting, String property, String takes) {
        runner.withPropertyValues("decart.api-key=dct_one", setting.strip()).run(context -> {
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis.getDescription())
                    .contains("The property " + property)
                    .contains(takes);
            assertThat(analysis.getAction()).contains(property);
        });
    }

    @Test
    void theDefaultsOfSessionsAreTheProperties() {
        runner.withPropertyValues(
                        "decart.api-key=dct_one",
                        "decart.timeouts.prompt=3s",
                        "decart.reconnect.retries=7",
                        "decart.reconnect.budget=1m",
                        "decart.while-reconnecting=wait",
                        "decart.timeouts.room-info=7s",
                        "decart.transport=direct",
                        "decart.speed=fast",
                        "decart.preferred-video-codec=vp9",
                        "decart.max-bitrate=800000",
                        "decart.max-framerate=15",
                        "decart.degradation-preference=maintain-resolution",
                        "decart.start-muted=true",
                        "decart.video-stall.reconnect=true")
                .run(context -> {
                    SessionDefaults defaults = context.getBean(SessionDefaults.class);
                    assertThat(defaults.timeouts().prompt()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(defaults.timeouts().image()).isEqualTo(Duration.ofSeconds(30));
                    assertThat(defaults.timeouts().roomInfo()).isEqualTo(Duration.ofSeconds(7));
                    assertThat(defaults.transport()).isEqualTo(Transport.DIRECT);
                    assertThat(defaults.speed()).isEqualTo(Speed.FAST);
                    assertThat(defaults.reconnect().retries()).isEqualTo(7);
                    assertThat(defaults.reconnect().budget()).isEqualTo(Duration.ofMinutes(1));
                    assertThat(defaults.videoStall().reconnect()).isTrue();
                    assertThat(defaults.whileReconnecting().name()).isEqualTo("WAIT");
                    assertThat(defaults.videoSendParameters())
                            .isEqualTo(new VideoSendParameters(
                                    VideoCodec.VP9, 800_000, 15, DegradationPreference.MAINTAIN_RESOLUTION));
                    assertThat(defaults.startMuted()).isTrue();
                    assertThat(defaults.options(RealtimeModels.LUCY_2_1).build())
                            .isNotNull();
                });
    }

    @Test
    void backsOffBeforeAClientOfTheApplication() {
        DecartClient own = DecartClient.builder().apiKey("dct_own").build();
        runner.withBean("own", DecartClient.class, () -> own)
                .run(context -> assertThat(context)
                        .hasSingleBean(DecartClient.class)
                        .getBean(DecartClient.class)
                        .isSameAs(own));
    }

    @Test
    void theClientCanBeTurnedOff() {
        runner.withPropertyValues("decart.client.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(DecartClient.class)
                        .doesNotHaveBean("decartHealthContributor"));
    }

    @Test
    void healthCanBeTurnedOffAndMayBeAbsent() {
        ApplicationContextRunner keyed = runner.withPropertyValues("decart.api-key=dct_one");
        keyed.withPropertyValues("management.health.decart.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("decartHealthContributor"));
        keyed.withClassLoader(new FilteredClassLoader(ReactiveHealthContributor.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(DecartClient.class)
                        .doesNotHaveBean("decartHealthContributor"));
    }

    @Test
    void mediaCannotBeRequiredWithoutAClient() {
        runner.withPropertyValues("decart.client.enabled=false", "decart.require-media=true")
                .run(context -> {
                    FailureAnalysis analysis = analysis(context.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("decart.require-media")
                            .contains("decart.client.enabled=false");
                    assertThat(analysis.getAction()).contains("Remove one of");
                });
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aSwitchThatWasSetOtherwiseWhenTheApplicationWasBuiltStopsTheStart(boolean built) {
        // What an application that is built ahead of time is like: the beans of the build, the properties of now.
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        if (built) {
            beans.registerBeanDefinition("decartClient", new RootBeanDefinition(DecartClient.class));
        }
        MockEnvironment environment = new MockEnvironment().withProperty("decart.client.enabled", "" + !built);
        runner.withPropertyValues("decart.api-key=dct_one").run(context -> {
            DecartProperties properties = context.getBean(DecartProperties.class);
            assertThatThrownBy(() -> ClientSwitch.checked(properties, environment, beans))
                    .isInstanceOf(DecartPropertyException.class)
                    .hasMessageContaining("decart.client.enabled: is " + !built)
                    .hasMessageContaining("built ahead of time with " + built);
            environment.setProperty("decart.client.enabled", "" + built);
            assertThat(ClientSwitch.checked(properties, environment, beans)).isNotNull();
        });
    }

    @Test
    void theClientRunsOnTheApplicationsLoopsAndIsCustomized() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResourcesSupplier(() -> LoopResources.create("app-loops", 1, true));
        resources.setConnectionProviderSupplier(() -> ConnectionProvider.create("app", 1));
        try (LocalDecartServer server = LocalDecartServer.start()) {
            runner.withBean(ReactorResourceFactory.class, () -> resources)
                    .withBean(DecartClientCustomizer.class, () -> builder -> builder.baseUrl(server.httpUrl()))
                    .withPropertyValues("decart.api-key=" + server.apiKey(), "decart.base-url=http://127.0.0.1:1")
                    .run(context -> {
                        String thread = context.getBean(DecartClient.class)
                                .tokens()
                                .create()
                                .map(token -> Thread.currentThread().getName())
                                .block(PATIENCE);
                        assertThat(thread).startsWith("app-loops");
                    });
        }
    }

    @Test
    void sessionsDoNotShareTheApplicationsPoolOfConnections() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setConnectionProviderSupplier(() -> ConnectionProvider.create("app", 1));
        try (LocalDecartServer server = LocalDecartServer.start()) {
            runner.withBean(ReactorResourceFactory.class, () -> resources)
                    .withPropertyValues(
                            "decart.api-key=" + server.apiKey(),
                            "decart.realtime-base-url=" + server.realtimeUrl(),
                            "decart.transport=direct")
                    .run(context -> {
                        RealtimeClient realtime =
                                context.getBean(DecartClient.class).realtime();
                        ConnectOptions options = context.getBean(SessionDefaults.class)
                                .options(RealtimeModels.LUCY_2_1)
                                .build();
                        assertThat(realtime.connect(options).block(PATIENCE)).isNotNull();
                        assertThat(realtime.connect(options).block(PATIENCE)).isNotNull();
                    });
        }
    }

    @Test
    void whereMediaIsRequiredTheLibraryIsLoadedAtTheStart() {
        runner.withPropertyValues("decart.api-key=dct_one", "decart.require-media=true")
                .run(context -> assertThat(context).hasNotFailed());
    }

    private static FailureAnalysis analysis(@Nullable Throwable failure) {
        Throwable happened = Objects.requireNonNull(failure, "the context did not fail");
        FailureAnalysis analysis = new DecartPropertyFailureAnalyzer().analyze(happened);
        return Objects.requireNonNull(analysis, () -> "no analysis of " + happened);
    }
}
