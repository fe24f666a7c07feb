package io.decart4j.studio;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** Pictures to hand in. */
final class Pictures {

    private static final int SIDE = 32;

    private Pictures() {}

    /** A PNG of one colour. */
    static byte[] png(int rgb) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] pixels = new int[SIDE * SIDE];
        Arrays.fill(pixels, rgb);
        image.setRGB(0, 0, SIDE, SIDE, pixels, 0, SIDE);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
