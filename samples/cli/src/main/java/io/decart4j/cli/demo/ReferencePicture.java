package io.decart4j.cli.demo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** The reference image of the demo: a sea, because its mean colour cannot be taken for any other step's. */
final class ReferencePicture {

    static final int MEAN = 0x108890;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 144;

    private ReferencePicture() {}

    static BufferedImage draw() {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setPaint(new GradientPaint(0, 0, new Color(0x20C8C8), 0, HEIGHT, new Color(0x005868)));
            g.fillRect(0, 0, WIDTH, HEIGHT);
            g.setColor(new Color(0xD8FFF0));
            g.fillOval(176, 18, 34, 34);
            g.setColor(new Color(255, 255, 255, 60));
            for (int wave = 0; wave < 4; wave++) {
                for (int x = -20; x < WIDTH; x += 40) {
                    g.fillOval(x + wave * 13, 74 + wave * 18, 34, 5);
                }
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // cannot happen in memory
        }
        return out.toByteArray();
    }
}
