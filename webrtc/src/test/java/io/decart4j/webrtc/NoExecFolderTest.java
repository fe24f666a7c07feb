package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A temporary folder from which nothing may be run, as hardened hosts and many containers have it. */
class NoExecFolderTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void aLibraryThatMayNotRunLeavesNothingAndSaysTheWayOut() throws Exception {
        if (run("mount -t tmpfs -o noexec tmpfs \"$0\"").exit() != 0) {
            String notice =
                    "SKIPPED: a temporary folder without execute right: needs root and util-linux (unshare -m, mount)";
            // Not System.err, which goes to a report file: a test that is left out has to be seen.
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8).println(notice);
            Assumptions.abort(notice);
        }

        Ended ended = run("mount -t tmpfs -o noexec tmpfs \"$0\" && \"$1\" -Djava.io.tmpdir=\"$0\" -cp \"$2\" "
                + LoadTwice.class.getName() + " && echo left: $(ls \"$0\" | grep -c webrtc)");

        assertThat(ended.said())
                .filteredOn(line -> line.contains("-Djava.io.tmpdir=DIR"))
                .hasSize(2);
        assertThat(ended.said()).contains("left: 0").doesNotContain("loaded");
    }

    private record Ended(int exit, List<String> said) {}

    /** In a mount space of its own, which is gone with the process. */
    private Ended run(String script) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(
                            "unshare",
                            "-m",
                            "sh",
                            "-c",
                            script,
                            folder.toString(),
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            System.getProperty("java.class.path"))
                    .redirectErrorStream(true)
                    .start();
        } catch (java.io.IOException missing) {
            return new Ended(-1, List.of());
        }
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> said = reader.lines().toList();
            return new Ended(process.waitFor(), said);
        } finally {
            process.destroyForcibly();
        }
    }
}
