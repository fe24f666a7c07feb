package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalServerMainTest {

    @Test
    void printsOneLineAndEndsWhenTold() throws Exception {
        Process program = start("--api-key", "dct_program");
        try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            assertThat(line).matches("\\{\"http\":\"http://127.0.0.1:\\d+\",\"realtime\":\"ws://127.0.0.1:\\d+\"}");
            program.toHandle().destroy(); // SIGTERM; Process.destroy() would close the pipe as well
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(128 + 15);
            assertThat(out.readLine()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"--port,needs a value", "--what,unknown argument", "--port=1,unknown argument"})
    void saysWhatItTakes(String argument, String problem) throws Exception {
        Process program = start(argument);
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(err.lines()).singleElement().asString().contains(problem, "[--port N]");
        }
        assertThat(program.waitFor()).isEqualTo(2);
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                LocalServerMain.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).start();
    }
}
