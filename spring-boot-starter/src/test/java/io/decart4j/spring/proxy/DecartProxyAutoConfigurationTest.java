package io.decart4j.spring.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.Caller;
import io.decart4j.proxy.InMemoryGate;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.SignalingProxy;
import io.decart4j.proxy.redis.RedisGate;
import io.decart4j.spring.DecartAutoConfiguration;
import io.decart4j.spring.DecartPropertyException;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** When there is a proxy, with which gate, and that it works in an application. */
class DecartProxyAutoConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final ProxyAuthentication BY_KEY =
            request -> Mono.justOrEmpty(request.queryParam("api_key")).map(Caller::named);

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DecartAutoConfiguration.class, DecartProxyAutoConfiguration.class))
            .withPropertyValues("decart.api-key=dct_one");

    @Test
    void anAuthenticationTurnsItOn() {
        runner.run(context -> assertThat(context).doesNotHaveBean(SignalingProxy.class));
        runner.withBean(ProxyAuthentication.class, () -> BY_KEY)
                .run(context ->
                        assertThat(context).hasSingleBean(SignalingProxy.class).hasBean("decartSignalingProxyRoutes"));
    }

    @Test
    void itNeedsAReactiveWebApplicationAndNoClient() {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(DecartAutoConfiguration.class, DecartProxyAutoConfiguration.class))
                .withPropertyValues("decart.api-key=dct_one")
                .withBean(ProxyAuthentication.class, () -> BY_KEY)
                .run(context -> assertThat(context).doesNotHaveBean(SignalingProxy.class));
        runner.withBean(ProxyAuthentication.class, () -> BY_KEY)
                .withPropertyValues("decart.client.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(SignalingProxy.class));
    }

    @Test
    void theGateIsChosenAndBacksOff() {
        ReactiveWebApplicationContextRunner on = runner.withBean(ProxyAuthentication.class, () -> BY_KEY);
        on.withPropertyValues("decart.proxy.gate.store=memory")
                .run(context -> assertThat(context).getBean(SessionGate.class).isInstanceOf(InMemoryGate.class));
        on.withPropertyValues("decart.proxy.gate.store=redis", "decart.proxy.gate.without-redis=fail-open")
                .withConfiguration(AutoConfigurations.of(
                        DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class))
                .run(context -> assertThat(context).getBean(SessionGate.class).isInstanceOf(RedisGate.class));
        SessionGate own = SessionGate.open();
        on.withPropertyValues("decart.proxy.gate.store=memory")
                .withBean(SessionGate.class, () -> own)
                .run(context -> assertThat(context).getBean(SessionGate.class).isSameAs(own));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decart.proxy.limits.max-frame=33MB | decart.proxy.limits.max-frame: takes 1 to 33554432",
                "decart.proxy.limits.silence=1s | decart.proxy.limits.silence: takes more than PT20S",
                "decart.proxy.gate.per-user=0 | decart.proxy.gate.per-user: takes 1 or more, not 0",
                "decart.proxy.gate.queue=-1 | decart.proxy.gate.queue: takes 0 or more, not -1",
                "decart.proxy.limits.max-early=0B | decart.proxy.limits.max-early: takes 1 to",
                "decart.proxy.limits.max-frame=-9GB | decart.proxy.limits.max-frame: takes 1 to",
                "decart.proxy.query-parameters=speed,api_key | decart.proxy.query-parameters: takes names other than"
            })
    void whatCannotBeUsedIsNamed(String setting, String message) {
        runner.withBean(ProxyAuthentication.class, () -> BY_KEY)
                .withPropertyValues("decart.proxy.gate.store=memory", setting.strip())
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining(message.split(": ", 2)[1]));
        runner.withBean(ProxyAuthentication.class, () -> BY_KEY)
                .withPropertyValues("decart.proxy.gate.store=memory", setting.strip())
                .run(context -> assertThat(causes(context.getStartupFailure()))
                        .anyMatch(cause -> cause instanceof DecartPropertyException
                                && String.valueOf(cause.getMessage()).contains(message)));
    }

    private static List<Throwable> causes(@Nullable Throwable failure) {
        List<Throwable> all = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.add(cause);
        }
        return all;
    }

    /** An application as a user would write it. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        ProxyAuthentication authentication() {
            return BY_KEY;
        }
    }

    @Test
    void anApplicationServesItsUsersAndEndsThemWithItself() {
        try (LocalDecartServer service = LocalDecartServer.start()) {
            SpringApplication application = new SpringApplication(Application.class);
            ConfigurableApplicationContext context = application.run(
                    "--server.port=0",
                    "--server.address=127.0.0.1",
                    "--spring.main.banner-mode=off",
                    "--decart.api-key=" + service.apiKey(),
                    "--decart.realtime-base-url=" + service.realtimeUrl());
            String port = context.getEnvironment().getProperty("local.server.port");
            Mono<Integer> ended = HttpClient.newConnection()
                    .websocket()
                    .uri("ws://127.0.0.1:" + port + "/v1/stream?api_key=ann&model=lucy-2.1")
                    .handle((in, out) -> in.receive()
                            .asString()
                            .doOnNext(text -> assertThat(text).contains("session_id"))
                            .then(in.receiveCloseStatus())
                            .map(status -> status.code()))
                    .next()
                    .cache();
            ended.subscribe();
            service.newSessions()
                    .mergeWith(Flux.fromIterable(service.sessions()))
                    .blockFirst(PATIENCE);
            context.close();
            assertThat(ended.block(PATIENCE)).isEqualTo(1001);
        }
    }

    @Test
    void aProxyThatIsStoppedTakesUsersAgainWhenItsContextIsStartedAgain() {
        try (LocalDecartServer service = LocalDecartServer.start()) {
            ConfigurableApplicationContext context = new SpringApplication(Application.class)
                    .run(
                            "--server.port=0",
                            "--server.address=127.0.0.1",
                            "--spring.main.banner-mode=off",
                            "--decart.api-key=" + service.apiKey(),
                            "--decart.realtime-base-url=" + service.realtimeUrl());
            try {
                assertThat(firstWord(context)).contains("session_id");
                context.stop();
                context.start();
                assertThat(firstWord(context)).contains("session_id");
            } finally {
                context.close();
            }
        }
    }

    private static @Nullable String firstWord(ConfigurableApplicationContext context) {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HttpClient.newConnection()
                .websocket()
                .uri("ws://127.0.0.1:" + port + "/v1/stream?api_key=ann&model=lucy-2.1")
                .handle((in, out) -> in.receive().asString())
                .next()
                .block(PATIENCE);
    }
}
