package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetImageOptions;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.session.Backoff;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** Whoever wants no limit gives the longest duration that comes to mind: everything goes on as with any other. */
class LimitsOfAnySizeTest extends ScriptedTest {

    static Stream<Duration> longest() {
        return Stream.of(
                Duration.ofNanos(Long.MAX_VALUE),
                Duration.ofMillis(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE));
    }

    private ScriptedSession connectedWith(SessionTimeouts timeouts) {
        return connected(new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH.after(InitialState.none().toMessage(null))), timeouts));
    }

    @ParameterizedTest
    @MethodSource("longest")
    void aSessionConnectsAndItsCommandsAreAnswered(Duration longest) {
        ScriptedSession scripted = connectedWith(SessionTimeouts.builder()
                .connect(longest)
                .initialState(longest)
                .webSocket(longest)
                .roomInfo(longest)
                .prompt(longest)
                .image(longest)
                .mediaGrace(longest)
                .build());
        Outcome prompt = new Outcome(scripted.session.setPrompt("noir"));
        scripted.latest().accepts();
        assertThat(prompt.done).isTrue();
        Outcome image = new Outcome(scripted.session.setImage(ImageSource.file("file_1")));
        settle();
        scripted.latest().accepts();
        assertThat(image.done).isTrue();
    }

    @ParameterizedTest
    @MethodSource("longest")
    void aCommandWithoutALimitKeepsNoOtherFromItsOwn(Duration longest) {
        ScriptedSession scripted = connected();
        Outcome patient = new Outcome(scripted.session.setImage(
                ImageSource.file("file_1"), SetImageOptions.none().timeout(longest)));
        settle();
        Outcome prompt = new Outcome(scripted.session.setPrompt("noir"));
        pass(SessionTimeouts.DEFAULT.prompt());
        assertThat(prompt.error.get()).isInstanceOf(CommandException.class).hasMessageContaining("timed out");
        pass(Duration.ofDays(365));
        assertThat(patient.toText()).isEqualTo("pending");
        scripted.latest().says(new ServerMessage.SetImageAck(true, null));
        assertThat(patient.done).isTrue();
    }

    @ParameterizedTest
    @MethodSource("longest")
    void aPolicyWaitsAsLong(Duration longest) {
        ReconnectPolicy policy = ReconnectPolicy.builder()
                .retries(3)
                .firstDelay(longest)
                .longestDelay(longest)
                .jitter(0.2)
                .budget(longest)
                .stableAfter(longest)
                .build();
        Backoff backoff = new Backoff(policy);
        assertThat(backoff.jittered(backoff.delay(2))).isGreaterThan(Duration.ofDays(365));
        assertThat(backoff.decision().next(null, 0)).isNotNull();
        assertThat(new StallPolicy(longest, false).after()).isGreaterThan(Duration.ofDays(365));
    }
}
