package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.CallersCode;
import io.decart4j.input.ImageSource;
import io.decart4j.reactor.internal.control.ImageResolver;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Hooks that throw what Reactor would let through as the end of the JVM. */
class CallersHooksTest extends ScriptedTest {

    private static NoClassDefFoundError missing() {
        return new NoClassDefFoundError("of the caller");
    }

    static Stream<Supplier<Mono<String>>> hooks() {
        return Stream.of(
                () -> {
                    throw missing();
                },
                () -> Mono.fromCallable(() -> {
                    throw missing();
                }),
                () -> Mono.error(missing()));
    }

    @ParameterizedTest
    @MethodSource("hooks")
    void aHookThatThrowsIsAnError(Supplier<Mono<String>> hook) {
        List<Throwable> seen = new ArrayList<>();
        CallersCode.hook(hook).subscribe(value -> {}, seen::add);
        assertThat(seen)
                .singleElement()
                .satisfies(e -> assertThat(e)
                        .isInstanceOf(CallersCode.Fault.class)
                        .hasMessage("A hook of the application failed: NoClassDefFoundError")
                        .hasCauseInstanceOf(NoClassDefFoundError.class));
    }

    @Test
    void aHookHasItsValueOrNone() {
        assertThat(CallersCode.hook(() -> Mono.just("key")).block()).isEqualTo("key");
        assertThat(CallersCode.hook(Mono::empty).block()).isNull();
        Mono<String> told = CallersCode.hook(() -> Mono.deferContextual(context -> Mono.just(context.get("who"))));
        assertThat(told.contextWrite(context -> context.put("who", "ada")).block())
                .isEqualTo("ada");
    }

    private static void assertConnectFails(UnaryOperator<ConnectOptions.Builder> options) {
        try (Studio studio = new Studio()) {
            ReconnectPolicy once = ReconnectPolicy.builder()
                    .retries(0)
                    .firstDelay(Duration.ofSeconds(1))
                    .longestDelay(Duration.ofSeconds(1))
                    .jitter(0)
                    .build();
            ConnectOptions all = options.apply(studio.options().reconnect(once)).build();
            assertThatThrownBy(() -> studio.client.realtime().connect(all).block(Studio.PATIENCE))
                    .isInstanceOf(DecartException.class)
                    .hasRootCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    @Test
    void anOfferThatCannotBeCustomizedFailsTheAttempt() {
        realTime(() -> assertConnectFails(options -> options.customizeOffer(sdp -> {
            throw missing();
        })));
    }

    @Test
    void aKeyThatCannotBeHadFailsTheAttempt() {
        realTime(() -> assertConnectFails(options -> options.refreshApiKey(() -> {
            throw missing();
        })));
    }

    private void realTime(Runnable test) {
        realTime();
        test.run();
    }

    @Test
    void aFileSystemThatThrowsFailsTheCommand() {
        Path path = (Path) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Path.class}, (proxy, method, arguments) -> {
                    throw missing();
                });
        realTime();
        Mono<?> image = new ImageResolver(HttpClient.create()).resolve(ImageSource.of(path));
        assertThatThrownBy(() -> image.block(Studio.PATIENCE))
                .isInstanceOf(InvalidOptionException.class)
                .hasCauseInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void anInstrumentationThatThrowsIsNoConcernOfTheSession() {
        ScriptedSession scripted = connected(ScriptedSession.watched(
                "lucy-2.1",
                (model, counters, context) -> {
                    throw missing();
                },
                (model, counters, context) -> new SessionInstrumentation.Watch() {
                    @Override
                    public void event(SessionEvent event) {
                        throw missing();
                    }

                    @Override
                    public void command(String kind, String outcome, Duration took) {
                        throw missing();
                    }
                }));
        Outcome prompt = new Outcome(scripted.session.setPrompt("noir"));
        scripted.latest().accepts();
        assertThat(prompt.toText()).isEqualTo("done");
        Outcome end = new Outcome(scripted.session.disconnect());
        settle();
        assertThat(end.toText()).isEqualTo("done");
    }

    @Test
    void aReaderOfEventsThatThrowsIsToldAndTheOthersGoOn() {
        ScriptedSession scripted = new ScriptedSession();
        List<Throwable> seen = new ArrayList<>();
        scripted.session
                .events()
                .map(event -> {
                    throw missing();
                })
                .subscribe(event -> {}, seen::add);
        connected(scripted);
        assertThat(seen).singleElement().isInstanceOf(NoClassDefFoundError.class);
        assertThat(scripted.states()).containsExactly("connecting", "connected");
    }
}
