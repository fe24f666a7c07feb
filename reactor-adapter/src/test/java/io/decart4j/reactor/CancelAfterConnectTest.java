package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/** Many operators cancel what has long completed; a session that somebody has got must not end by that. */
class CancelAfterConnectTest extends ScriptedTest {

    private static Arguments with(String name, Function<Mono<RealtimeSession>, ? extends Publisher<?>> operators) {
        return Arguments.of(name, operators);
    }

    static Stream<Arguments> operators() {
        return Stream.of(
                with("flatMap to a command", connect -> connect.flatMap(session -> session.setPrompt("noir"))),
                with(
                        "take of events",
                        connect -> connect.flatMapMany(RealtimeSession::events).take(1)),
                with("next", connect -> Flux.from(connect).next()),
                with("take", connect -> Flux.from(connect).take(1)),
                with(
                        "when and take",
                        connect -> Mono.when(connect, Mono.never()).take(Duration.ofSeconds(1))),
                with(
                        "timeout",
                        connect -> connect.flatMap(session -> Mono.never()).timeout(Duration.ofSeconds(9))),
                with(
                        "switchMap",
                        connect -> Flux.concat(Mono.just(1), Mono.delay(Duration.ofSeconds(2)))
                                .switchMap(step -> step instanceof Integer ? connect : Mono.never())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operators")
    void aSessionThatWasHandedOverStaysConnected(String name, Function<Mono<RealtimeSession>, Publisher<?>> operators) {
        ScriptedSession scripted = scripted();
        Disposable subscription =
                Flux.from(operators.apply(scripted.session.connect())).subscribe(value -> {}, e -> {});
        scripted.latest().connects();
        settle();
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        pass(Duration.ofSeconds(10));
        subscription.dispose();
        settle();
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void whoeverWaitsKeepsTheSessionFromEndingWhenAnotherCancels() {
        ScriptedSession scripted = scripted();
        Outcome first = new Outcome(scripted.session.connect());
        Outcome second = new Outcome(scripted.session.connect());
        second.subscription.dispose();
        scripted.latest().connects();
        settle();
        assertThat(first.done).isTrue();
        Outcome late = new Outcome(scripted.session.connect());
        settle();
        late.subscription.dispose();
        settle();
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void whenAllWhoWaitCancelTheSessionEnds() {
        ScriptedSession scripted = scripted();
        Outcome first = new Outcome(scripted.session.connect());
        Outcome second = new Outcome(scripted.session.connect());
        first.subscription.dispose();
        assertThat(scripted.latest().cancelledWhileOpening).isFalse();
        second.subscription.dispose();
        settle();
        assertThat(scripted.latest().cancelledWhileOpening).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "disconnected");
    }

    /** The end that a cancel brings is nobody's error. */
    @ParameterizedTest
    @ValueSource(strings = {"opening", "initial state", "negotiating", "waiting"})
    void whoCancelsIsToldNothingMore(String when) {
        List<Throwable> dropped = new CopyOnWriteArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        ScriptedSession scripted = scripted();
        Outcome connect = Objects.requireNonNull(bring(scripted, when));
        connect.subscription.dispose();
        pass(Duration.ofMinutes(1));
        assertThat(scripted.states()).endsWith("disconnected");
        assertThat(dropped).isEmpty();
    }

    @Test
    void connectingASessionThatIsOverIsAnError() {
        ScriptedSession scripted = connected();
        new Outcome(scripted.session.disconnect());
        settle();
        Outcome again = new Outcome(scripted.session.connect());
        settle();
        assertThat(again.error.get()).hasMessageContaining("open another one");
    }
}
