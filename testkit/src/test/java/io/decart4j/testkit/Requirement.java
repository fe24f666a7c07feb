package io.decart4j.testkit;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Without it the test is skipped, and says so where it is seen. */
final class Requirement {

    /** Set to {@code true} where nothing may be skipped: what is missing is a failure then. */
    static final String STRICT = "DECART4J_REQUIRE_BROWSER";

    private Requirement() {}

    /** The first of these programs that is on the PATH. */
    static Path program(String hint, String... names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing("no " + names[0] + " on the PATH (" + hint + ")"));
    }

    /** Ends the test: skipped, or failed where nothing may be missing. */
    static AssertionError missing(String what) {
        if ("true".equals(System.getenv(STRICT))) {
            return new AssertionError("other clients: " + what);
        }
        String notice = "SKIPPED: other clients: " + what;
        // Not System.err, which goes to a report file: a test that is left out has to be seen.
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(notice);
        return Assumptions.abort(notice);
    }
}
