package io.decart4j.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads a reference image; what counts of it is its mean colour. Slow: not for an event loop. */
final class ReferenceImage {

    private static final int SAMPLES_PER_SIDE = 64;

    /** What is decoded has this many at most: a few bytes of a header can claim gigabytes. */
    private static final long MOST_PIXELS = 64L << 20;

    private ReferenceImage() {}

    /** The mean colour, or nothing when the bytes are no picture, or one that is too large to be looked at. */
    static Optional<Integer> meanRgb(byte[] encoded) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            return readers.hasNext() ? meanRgb(readers.next(), in) : Optional.empty();
        } catch (IOException | RuntimeException e) {
            // Readers throw all kinds of unchecked exceptions for broken files.
            return Optional.empty();
        }
    }

    private static Optional<Integer> meanRgb(ImageReader reader, ImageInputStream in) throws IOException {
        try {
            reader.setInput(in, true, true);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            return pixels > MOST_PIXELS ? Optional.empty() : Optional.of(mean(reader.read(0)));
        } finally {
            reader.dispose();
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
