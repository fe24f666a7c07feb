package io.decart4j.studio;

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

    private Requirement() {}

    /** The first of these programs that is on the PATH. */
    static Path program(String... names) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(names)
                .flatMap(name -> Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> missing("no " + names[0] + " on the PATH"));
    }

    /** Ends the test: skipped, or failed where nothing may be missing that a browser needs. */
    static AssertionError missing(String what) {
        return missing(what, "DECART4J_REQUIRE_BROWSER");
    }

    /** Ends the test: skipped, or failed where this variable is {@code true}. */
    static AssertionError missing(String what, String strict) {
        if ("true".equals(System.getenv(strict))) {
            return new AssertionError("studio: " + what);
        }
        String notice = "SKIPPED: studio: " + what;
        // Not System.err, which goes to a report file: a test that is left out has to be seen.
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(notice);
        return Assumptions.abort(notice);
    }
}
