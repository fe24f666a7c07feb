package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    /** Without a transport named: through a room where that is possible on this machine. */
    @Test
    @Timeout(value = 90, unit = TimeUnit.SECONDS)
    void everyStepDoesWhatItShould(@TempDir Path folder) throws Exception {
        plays(folder);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void everyStepDoesWhatItShouldDirectly(@TempDir Path folder) throws Exception {
        assertThat(plays(folder, "--transport", "direct").out.text()).contains("directly.");
    }

    private static Program plays(Path folder, String... more) throws Exception {
        Program program = new Program();
        List<String> arguments =
                new ArrayList<>(List.of("demo", "--out", folder.resolve("new").toString()));
        arguments.addAll(List.of(more));

        assertThat(program.run(arguments.toArray(String[]::new)))
                .as("output:%n%s", program.out.text())
                .isZero();

        assertThat(program.out.text())
                .contains("all 8 steps ok", "Prompt rejected by moderation", "reconnecting, connected")
                .containsPattern("glass to glass: p50 \\d+ ms, p95 \\d+ ms, p99 \\d+ ms")
                .containsPattern("frames: \\d+ sent, \\d+ received, \\d+ dropped .*, 0 reordered, \\d+ unreadable")
                .doesNotContain("FAILED");
        BufferedImage sheet =
                ImageIO.read(folder.resolve("new/contact-sheet.png").toFile());
        assertThat(sheet.getWidth() + "x" + sheet.getHeight()).isEqualTo("1780x1664");
        return program;
    }
}
