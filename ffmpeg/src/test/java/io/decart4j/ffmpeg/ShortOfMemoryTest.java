package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where JavaCPP gives no native memory any more, everybody who waits is told, with the remedy. */
class ShortOfMemoryTest {

    @TempDir
    Path folder;

    @Test
    void missingNativeMemoryIsTold() throws IOException, InterruptedException {
        List<String> told = run();
        for (String step : List.of("video", "audio", "open", "record")) {
            assertThat(told)
                    .as("%s in %s", step, told)
                    .anyMatch(line -> line.startsWith(step + " NO_MEMORY")
                            && line.contains("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
        }
    }

    @Test
    void theRemedyHelps() throws IOException, InterruptedException {
        assertThat(run("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"))
                .contains("video DONE", "audio DONE", "open DONE", "record DONE");
    }

    private List<String> run(String... options) throws IOException, InterruptedException {
        Path clip = folder.resolve("clip.webm");
        Recorder.to(clip)
                .record(new Clips().video(10, 5), Clips.tone(440, 30, 0, 48_000, 2))
                .block();
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:MaxDirectMemorySize=512m",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(
                ShortOfMemory.class.getName(),
                clip.toString(),
                folder.resolve("recorded.webm").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
