package io.decart4j.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Reads a reference image; what counts of it is its mean colour. Slow: not for an event loop. */
final class ReferenceImage {

    private static final int SAMPLES_PER_SIDE = 64;

    private ReferenceImage() {}

    /** The mean colour, or nothing when the bytes are no picture. */
    static Optional<Integer> meanRgb(byte[] encoded) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
            return image == null ? Optional.empty() : Optional.of(mean(image));
        } catch (IOException | RuntimeException e) {
            // Readers throw all kinds of unchecked exceptions for broken files.
            return Optional.empty();
        }
    }

    private static int mean(BufferedImage image) {
        int stepX = Math.max(1, image.getWidth() / SAMPLES_PER_SIDE);
        int stepY = Math.max(1, image.getHeight() / SAMPLES_PER_SIDE);
        long red = 0;
        long green = 0;
        long blue = 0;
        int count = 0;
        for (int y = 0; y < image.getHeight(); y += stepY) {
            for (int x = 0; x < image.getWidth(); x += stepX) {
                int rgb = image.getRGB(x, y);
                red += Bt601.red(rgb);
                green += Bt601.green(rgb);
                blue += Bt601.blue(rgb);
                count++;
            }
        }
        return Bt601.rgb((int) (red / count), (int) (green / count), (int) (blue / count));
    }
}
