package io.decart4j.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.testing.Images;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFileTest {

    private static final int RED = 0xfe0000;
    private static final int BLUE = 0x0000fe;

    @TempDir
    Path folder;

    /** Stored is a picture of 80x40 whose upper left quarter is red; where a viewer shows that quarter is EXIF's own table. */
    @ParameterizedTest
    @CsvSource({
        "1, 80x40, upper left",
        "2, 80x40, upper right",
        "3, 80x40, lower right",
        "4, 80x40, lower left",
        "5, 40x80, upper left",
        "6, 40x80, upper right",
        "7, 40x80, lower right",
        "8, 40x80, lower left",
        "0, 80x40, upper left",
        "9, 80x40, upper left"
    })
    void aPhotoIsShownAsItsOrientationSays(int orientation, String size, String corner) throws IOException {
        BufferedImage image = ImageFile.read(photo(orientation));

        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(size);
        double x = corner.endsWith("left") ? 0.2 : 0.8;
        double y = corner.startsWith("upper") ? 0.2 : 0.8;
        assertThat(Images.distance(image, x, y, RED)).isLessThan(20);
        assertThat(Images.distance(image, 1 - x, y, BLUE)).isLessThan(20);
        assertThat(Images.distance(image, x, 1 - y, BLUE)).isLessThan(20);
        assertThat(Images.distance(image, 1 - x, 1 - y, BLUE)).isLessThan(20);
    }

    @Test
    void whatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "no picture");

        assertThatThrownBy(() -> ImageFile.read(text))
                .isInstanceOf(MediaFileException.class)
                .hasMessageContaining("notes.png");
        assertThatThrownBy(() -> ImageFile.read(folder.resolve("missing.jpg")))
                .isInstanceOf(MediaFileException.class)
                .hasMessageContaining("missing.jpg");
        assertThatThrownBy(() -> ImageFile.read(folder)).isInstanceOf(MediaFileException.class);
    }

    /** A JPEG with an APP1 segment behind its start: an Exif header, and a TIFF directory of one entry. */
    private Path photo(int orientation) throws IOException {
        BufferedImage image = Images.solid(80, 40, BLUE);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(RED));
        graphics.fillRect(0, 0, 40, 20);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", jpeg);
        byte[] plain = jpeg.toByteArray();
        ByteBuffer segment = ByteBuffer.allocate(36)
                .putShort((short) 0xffe1)
                .putShort((short) 34)
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 274)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        ByteArrayOutputStream photo = new ByteArrayOutputStream();
        photo.write(plain, 0, 2);
        photo.write(segment.array());
        photo.write(plain, 2, plain.length - 2);
        return Files.write(folder.resolve("photo.jpg"), photo.toByteArray());
    }
}
