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

/** The records of decisions: each has a number, a date, a test that holds it, and says when to look again. */
class DecisionsTest {

    private static final Path FOLDER = Path.of("..", "docs", "decisions");
    private static final Pattern RECORD = Pattern.compile(
            "# (\\d+)\\. (.+)\\n\\n\\d{4}-\\d{2}-\\d{2}\\n\\n(?s:.+)\\n\\n\\*Held by\\* `(?s:.+)\\.\\n\\n\\*Look again\\* when .+\\.\\n");

    @Test
    void eachHasItsPartsAndStandsInTheIndex() throws IOException {
        String index = Files.readString(FOLDER.resolve("README.md"));
        List<Path> records = records();
        assertThat(records).hasSizeGreaterThan(30);
        for (int i = 0; i < records.size(); i++) {
            Path file = records.get(i);
            var parts = RECORD.matcher(Files.readString(file));
            assertThat(parts.matches()).as(file.toString()).isTrue();
            assertThat(parts.group(1)).isEqualTo(String.valueOf(i + 1));
            String name = file.getFileName().toString();
            assertThat(name).startsWith(String.format("%03d-", i + 1));
            assertThat(index).contains(String.format("* [%03d](%s) %s%n", i + 1, name, parts.group(2)));
        }
        assertThat(index.lines().filter(line -> line.startsWith("* ["))).hasSameSizeAs(records);
    }

    @Test
    void everyTestThatTheyNameIsThere() throws IOException {
        for (Path file : records()) {
            List<MatchResult> named = NamedTests.in(file);
            assertThat(named).as(file.toString()).isNotEmpty();
            NamedTests.assertThere(named);
        }
    }

    private static List<Path> records() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }
}
