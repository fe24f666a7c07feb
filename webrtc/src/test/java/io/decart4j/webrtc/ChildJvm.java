package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own for a long use of native code: how it ends is an exit code here. */
final class ChildJvm {

    private ChildJvm() {}

    /**
     * What the program says, once it has ended well and in time.
     *
     * @param folder where it runs
     * @param command options of the JVM, the class, and its arguments
     */
    static String run(Path folder, Duration limit, List<String> command) throws Exception {
        Path out = folder.resolve("out.txt");
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path")));
        whole.addAll(command);
        Process process = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS))
                    .as("ends in time")
                    .isTrue();
            String said = Files.readString(out);
            System.out.println(said);
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
