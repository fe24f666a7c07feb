package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Commands from many threads at once, against a server that accepts some and refuses others (docs/protocol.md, C49). */
class ConcurrentCommandsConformanceTest {

    private static final int COMMANDS = 120;

    /** Every fourth is refused, every third is the same prompt as others. */
    private static String prompt(int number) {
        return number % 4 == 0 ? "forbidden " + number : number % 3 == 0 ? "the same" : "prompt " + number;
    }

    private static Mono<Void> command(RealtimeSession session, int number) {
        return number % 2 == 0
                ? session.set(SetInput.prompt(prompt(number)))
                : session.setPrompt(prompt(number + 1)); // so that both kinds have refusals
    }

    private static String expected(int number) {
        String prompt = number % 2 == 0 ? prompt(number) : prompt(number + 1);
        return prompt.startsWith("forbidden") ? "Prompt rejected by moderation" : "done";
    }

    @Test
    void C49_eachOfManyEndsWithItsOwnAck() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.none());
            List<String> ends = Objects.requireNonNull(Flux.range(0, COMMANDS)
                    .flatMapSequential(
                            number -> Mono.defer(() -> command(session, number))
                                    .thenReturn("done")
                                    .onErrorResume(e -> Mono.just(String.valueOf(e.getMessage())))
                                    .subscribeOn(Schedulers.parallel()),
                            COMMANDS)
                    .collectList()
                    .block(Studio.PATIENCE));
            assertThat(ends)
                    .isEqualTo(IntStream.range(0, COMMANDS)
                            .mapToObj(ConcurrentCommandsConformanceTest::expected)
                            .toList());
            assertThat(session.isConnected()).isTrue();
        }
    }
}
