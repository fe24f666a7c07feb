package io.decart4j.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reference images of one colour. */
final class Pictures {

    private Pictures() {}

    static byte[] encoded(String format, int rgb) {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, rgb);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The message that sets such an image. */
    static String setImage(int rgb) {
        return setImage(encoded("png", rgb));
    }

    static String setImage(byte[] bytes) {
        return Json.text(
                Map.of("type", "set_image", "image_data", Base64.getEncoder().encodeToString(bytes)));
    }
}
