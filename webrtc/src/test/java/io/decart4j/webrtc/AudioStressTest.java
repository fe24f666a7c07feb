package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound rests on the order in which the native audio module is started: this is to be run after every upgrade. */
class AudioStressTest {

    @Test
    void twentyConnectionsTalkAndCloseWithoutAnAbort(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AudioCycles.class.getName(),
                        "20")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ends in time").isTrue();
            String said = Files.readString(out);
            System.out.println(said);
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(said).contains("done");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
