package io.decart4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The checklists of docs/protocol.md and the tests that are named after their lines: each has the other. */
class ProtocolNoteTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ([CS]\\d\\d) \\| \\S");
    private static final Pattern TEST = Pattern.compile("void ((?:[CS]\\d\\d_)+)");
    private static final Pattern NUMBER = Pattern.compile("[CS]\\d\\d");

    @Test
    void eachLineHasATestAndEachNumberOfATestALine() throws IOException {
        List<String> lines = matches(LINE, Files.readString(ROOT.resolve("docs/protocol.md")))
                .toList();
        NavigableSet<String> tested = new TreeSet<>();
        try (Stream<Path> files = Files.find(
                ROOT,
                20,
                (file, attributes) -> file.toString().endsWith("Test.java")
                        && !file.toString().contains("target"))) {
            for (Path file : files.toList()) {
                matches(TEST, Files.readString(file))
                        .flatMap(numbers -> NUMBER.matcher(numbers).results().map(number -> number.group()))
                        .forEach(tested::add);
            }
        }
        assertThat(lines).hasSizeGreaterThan(90).doesNotHaveDuplicates();
        assertThat(tested).containsExactlyInAnyOrderElementsOf(lines);
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1));
    }
}
