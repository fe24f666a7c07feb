package io.decart4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;

/** What SECURITY.md says is held by tests. */
class SecurityNoteTest {

    @Test
    void everyTestThatTheNoteNamesIsThere() throws IOException {
        List<MatchResult> named = NamedTests.in(Path.of("..", "SECURITY.md"));
        assertThat(named).hasSizeGreaterThan(40);
        NamedTests.assertThere(named);
    }
}
