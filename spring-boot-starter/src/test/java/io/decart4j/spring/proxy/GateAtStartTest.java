package io.decart4j.spring.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.Caller;
import io.decart4j.proxy.InMemoryGate;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.SignalingProxy;
import io.decart4j.spring.DecartAutoConfiguration;
import io.decart4j.spring.DecartPropertyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import reactor.core.publisher.Mono;

/** A limit that is asked for is there, or nothing starts. */
class GateAtStartTest {

    private static final ProxyAuthentication ANYBODY = request -> Mono.just(Caller.named("ann"));
    private static final AutoConfigurations BOTH =
            AutoConfigurations.of(DecartAutoConfiguration.class, DecartProxyAutoConfiguration.class);

    private final ReactiveWebApplicationContextRunner runner = new ReactiveWebApplicationContextRunner()
            .withConfiguration(BOTH)
            .withPropertyValues("decart.api-key=dct_one")
            .withBean(ProxyAuthentication.class, () -> ANYBODY);

    @Test
    void redisWithoutSpringDataRedisStopsTheStart() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .withPropertyValues("decart.proxy.gate.store=redis", "decart.proxy.gate.total=1")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .hasMessageContaining("decart.proxy.gate.store: is redis")
                        .hasMessageContaining("not on the class path"));
    }

    @Test
    void redisWithoutATemplateStopsTheStart() {
        runner.withPropertyValues("decart.proxy.gate.store=redis")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .hasMessageContaining("decart.proxy.gate.store: is redis")
                        .hasMessageContaining("ReactiveStringRedisTemplate"));
    }

    @Test
    void anotherStoreNeedsNoSpringDataRedis() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.data.redis"))
                .withPropertyValues("decart.proxy.gate.store=memory", "decart.proxy.gate.total=1")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(SignalingProxy.class)
                        .getBean(SessionGate.class)
                        .isInstanceOf(InMemoryGate.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"total", "per-user", "queue"})
    void aLimitThatNobodyCountsStopsTheStart(String limit) {
        runner.withPropertyValues("decart.proxy.gate." + limit + "=3")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .hasMessageContaining("decart.proxy.gate." + limit + ": is set")
                        .hasMessageContaining("decart.proxy.gate.store is not"));
        runner.withPropertyValues("decart.proxy.gate." + limit + "=3", "decart.proxy.gate.store=none")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(SignalingProxy.class));
    }

    @Test
    void alsoInAnApplicationWhoseBeansAreLazy() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues("decart.proxy.gate.total=3")
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .hasMessageContaining("decart.proxy.gate.total: is set"));
    }

    @Test
    void anApplicationOfServletsIsToldThatTheProxyTakesAnother() {
        WebApplicationContextRunner servlets =
                new WebApplicationContextRunner().withConfiguration(BOTH).withPropertyValues("decart.api-key=dct_one");
        servlets.run(context -> assertThat(context).hasNotFailed());
        servlets.withBean(ProxyAuthentication.class, () -> ANYBODY)
                .run(context -> assertThat(failure(context.getStartupFailure()))
                        .hasMessageContaining("spring.main.web-application-type: is servlet here"));
    }

    private static DecartPropertyException failure(@Nullable Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecartPropertyException property) {
                return property;
            }
        }
        throw new AssertionError("no DecartPropertyException", failed);
    }
}
