package io.decart4j.media.source;

import io.decart4j.media.file.MediaFileException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Pictures in files, as a viewer shows them. */
public final class ImageFile {

    private ImageFile() {}

    /**
     * The picture of a file that {@link ImageIO} reads (PNG, JPEG, GIF, BMP), turned or mirrored as its EXIF orientation says:
     * phones store a portrait lying. Of a GIF its first picture. Blocks.
     *
     * @throws MediaFileException when the file cannot be read or is no picture
     */
    public static BufferedImage read(Path file) {
        byte[] bytes;
        BufferedImage image;
        try {
            // Once, for the picture and for what is said of it.
            bytes = Files.readAllBytes(file);
            image = ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException | RuntimeException e) {
            // Readers throw all kinds of unchecked exceptions for broken files.
            throw new MediaFileException(file, "cannot be read as an image", e);
        }
        if (image == null) {
            throw new MediaFileException(file, "is no image; PNG, JPEG, GIF and BMP are", null);
        }
        return Orientation.of(bytes).apply(image);
    }
}
