package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disc on a high picture, sent as video of 320x180: it is round again in what comes back, unless it was to be stretched. */
class VideoInputTest {

    @ParameterizedTest
    @CsvSource({"'', 45, 45", "--fit, 45, 45", "--fill, 160, 160", "--stretch, 160, 45"})
    void aPictureKeepsItsProportionsUnlessItIsStretched(String option, int across, int down, @TempDir Path folder)
            throws IOException {
        Path out = folder.resolve("out");
        try (LocalDecartServer server = LocalDecartServer.start()) {
            Program program = Program.with(server);
            String[] args = Stream.of(
                            "connect",
                            "--transport",
                            "direct",
                            "--url",
                            server.realtimeUrl(),
                            "--size",
                            "320x180",
                            "--input",
                            disc(folder).toString(),
                            "--fps",
                            "10",
                            "--duration",
                            "700ms",
                            "--out",
                            out.toString(),
                            option)
                    .filter(arg -> !arg.isEmpty())
                    .toArray(String[]::new);
            assertThat(program.run(args)).as(program.err.text()).isZero();
        }

        File[] saved = out.toFile().listFiles();
        assertThat(saved).isNotEmpty();
        BufferedImage picture = ImageIO.read(saved[0]);
        int row = 0;
        for (int x = 0; x < 320; x++) {
            row += isBright(picture, x, 90);
        }
        int column = 0;
        for (int y = 0; y < 180; y++) {
            column += isBright(picture, 160, y);
        }
        assertThat(row).isBetween(across - 6, across + 6);
        assertThat(column).isBetween(down - 6, down + 6);
    }

    private static int isBright(BufferedImage picture, int x, int y) {
        return (picture.getRGB(x, y) & 0xff) > 128 ? 1 : 0;
    }

    /** A quarter as high as the picture, and half as wide. */
    private static Path disc(Path folder) throws IOException {
        BufferedImage image = new BufferedImage(200, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillOval(50, 150, 100, 100);
        graphics.dispose();
        Path file = folder.resolve("disc.png");
        assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
        return file;
    }
}
