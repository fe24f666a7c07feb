package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import reactor.core.publisher.Mono;

/** A bad value of any option of any command is answered with the option as it is typed and with values that can be typed. */
class OptionErrorsTest {

    /** Of each option that takes a value, lines with a bad one; it has to be in the error that the last of these names. */
    private static final List<String> BAD = List.of(
            "connect --url nonsense",
            "connect --url http://example.com",
            "connect --api-key %20",
            "connect --api-key kéy",
            "connect --model gpt",
            "connect --model gpt --fps 30",
            "connect --size 100x100 --fps 30 --model %20",
            "connect --model lucy-vton",
            "connect --size 5x5",
            "connect --size large",
            "connect --fps 0",
            "connect --fps many",
            "connect --prompt %00",
            "connect --image nosuch.png",
            "connect --image ftp://127.0.0.1/a.png",
            "connect --image data:image/png;base64,!",
            "connect --image http:nohost",
            "connect --image file_",
            "connect --input nosuch.png",
            "connect --transport rooms",
            "connect --speed quick",
            "connect --codec h265",
            "connect --max-bitrate 0",
            "connect --max-bitrate many",
            "connect --max-bitrate 99999999999",
            "connect --max-framerate -5",
            "connect --max-framerate many",
            "connect --degradation sharp",
            "connect --duration soon",
            "connect --out pom.xml",
            "token --url nonsense",
            "token --api-key %20",
            "token --expires-in soon",
            "token --expires-in 2h",
            "token --allow-model %00",
            "token --allow-origin HTTP://X",
            "token --max-session-duration 9s",
            "demo --transport rooms",
            "demo --transport direct --out pom.xml",
            "local-server --port 70000",
            "local-server --port many",
            "local-server --api-key %20",
            "local-server --queue many",
            "local-server --queue-interval 0",
            "local-server --session-limit -1",
            "local-server --tick often",
            "local-server --livekit a%20b",
            "local-server --livekit begin",
            "local-server --livekit ws://127.0.0.1:1 --livekit-key %00",
            "local-server --livekit ws://127.0.0.1:1 --livekit-key key --livekit-secret-file %00",
            "local-server --livekit ws://127.0.0.1:1 --livekit-key key --livekit-secret-file no");

    @ParameterizedTest
    @MethodSource("bad")
    void nameTheOptionAndTheValuesAsTheyAreTyped(String line) {
        String[] args = args(line);
        String option = Stream.of(args)
                .filter(arg -> arg.startsWith("--"))
                .reduce((first, second) -> second)
                .orElseThrow();
        Program program = new Program();

        assertThat(program.run(withKey(args))).isEqualTo(2);
        assertThat(program.err.lines()).hasSize(1);
        assertThat(program.err.text())
                .startsWith("decart4j: ")
                .containsPattern(option + "\\b(?!-)")
                .doesNotContainPattern("\\b[a-z]+[A-Z]\\w*")
                .doesNotContainPattern("\\b(LIVEKIT|DIRECT|STANDARD|FAST|H264|VP8|VP9|AV1|MAINTAIN_\\w+|BALANCED)\\b")
                .doesNotContainPattern("\\bPT\\d");
        if (List.of(args).contains("http://example.com")) {
            assertThat(program.err.text()).contains("http://example.com").doesNotContain("ws:");
        }
    }

    @Test
    void noOptionIsLeftOut() {
        List<String> options = commands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> option.arity().max() > 0)
                        .map(option -> command.getKey() + " " + option.longestName()))
                .toList();

        assertThat(options).hasSizeGreaterThan(20).allSatisfy(option -> {
            String[] words = option.split(" ", -1);
            assertThat(BAD)
                    .anyMatch(line -> line.startsWith(words[0] + " ")
                            && Arrays.asList(line.split(" ", -1)).contains(words[1]));
        });
    }

    @Test
    void noHelpShowsAValueThatIsTypedInAnotherWay() {
        commands()
                .forEach((name, command) -> assertThat(command.getUsageMessage())
                        .as(name)
                        .doesNotContainPattern(
                                "(?:[Dd]efault|\\|)[: ]+[A-Z_]{2,}\\b(?<!DECART_API_KEY|LIVEKIT_API_KEY)"));
    }

    static Stream<String> bad() {
        return BAD.stream();
    }

    private static Map<String, CommandLine> commands() {
        Program program = new Program();
        return Main.commandLine(new Console(
                        program.in, program.out.stream(), program.err.stream(), Map.of(), false, Mono.never()))
                .getSubcommands();
    }

    private static String[] args(String line) {
        return Stream.of(line.split(" ", -1))
                .map(arg -> arg.replace("%20", " ").replace("%00", ""))
                .toArray(String[]::new);
    }

    private static String[] withKey(String... args) {
        List<String> given = List.of(args);
        boolean wants = List.of("connect", "token").contains(args[0]) && !given.contains("--api-key");
        return Stream.concat(given.stream(), wants ? Stream.of("--api-key", "dct_x") : Stream.empty())
                .toArray(String[]::new);
    }
}
