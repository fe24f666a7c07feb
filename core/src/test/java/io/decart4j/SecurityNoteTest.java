package io.decart4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is held by tests; a test that is renamed or gone takes its claim with it. */
class SecurityNoteTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    @Test
    void everyTestThatTheNoteNamesIsThere() throws IOException {
        List<MatchResult> named = NAMED.matcher(Files.readString(ROOT.resolve("SECURITY.md")))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(40);
        List<Path> tests;
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, attributes) -> file.toString().endsWith("Test.java")
                        && !file.toString().contains("target"))) {
            tests = files.toList();
        }
        for (MatchResult name : named) {
            assertThat(tests)
                    .as(name.group())
                    .filteredOn(file -> file.getFileName().toString().equals(name.group(1) + ".java"))
                    .anySatisfy(file -> assertThat(Files.readString(file)).contains("void " + name.group(2) + "("));
        }
    }
}
