package io.decart4j.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The program that the README begins with: what is printed there is what runs here, and in {@code examples}. */
class FirstSessionTest {

    @Test
    void theFirstSessionInTheReadmeIsTheOneThatRuns() throws IOException {
        String program = Files.readString(Path.of("src/test/java/io/decart4j/readme/FirstSession.java"))
                .replaceFirst("package .*;\n\n", "");
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + program + "```");
        assertThat(Path.of("../examples/plain-maven/src/main/java/FirstSession.java"))
                .hasContent(program);
    }

    @Test
    void theFirstSessionGetsItsFrames() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            FirstSession.main(new String[0]);
        } finally {
            System.setOut(standard);
        }
        // Events are told on a thread of their own, so the last one may be printed behind that.
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("event: ").contains("\n100 frames\n");
    }
}
