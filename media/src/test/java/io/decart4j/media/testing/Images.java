package io.decart4j.media.testing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Pictures of one colour, and how near a picture's part is to one. */
public final class Images {

    private Images() {}

    public static BufferedImage solid(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(rgb));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    /** The largest difference of a channel between a pixel, at a place in fractions of the sides, and a colour. */
    public static int distance(BufferedImage image, double x, double y, int rgb) {
        int at = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
        return Math.max(
                channelDistance(at, rgb, 16), Math.max(channelDistance(at, rgb, 8), channelDistance(at, rgb, 0)));
    }

    private static int channelDistance(int one, int other, int shift) {
        return Math.abs((one >> shift & 0xff) - (other >> shift & 0xff));
    }
}
