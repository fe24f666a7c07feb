package io.decart4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests that a text names as {@code SomeTest#method}; one that is renamed or gone takes its claim with it. */
final class NamedTests {

    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private NamedTests() {}

    static List<MatchResult> in(Path text) throws IOException {
        return NAMED.matcher(Files.readString(text)).results().toList();
    }

    static void assertThere(List<MatchResult> named) throws IOException {
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
