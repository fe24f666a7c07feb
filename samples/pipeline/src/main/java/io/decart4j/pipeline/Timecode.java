package io.decart4j.pipeline;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Locale;

/** The time of a picture, written into it on a band along the lower edge, where the number was. */
final class Timecode {

    private static final int BLACK = 16;
    private static final int GREY = 128;

    private Timecode() {}

    /** Takes over the frame; the result is on the heap. */
    static VideoFrame burn(VideoFrame frame, int fps) {
        try (frame) {
            VideoFrame written = frame.copy();
            I420Buffer to = written.buffer();
            int rows = Math.max(FrameStrip.rows(to.height()) + 2, to.height() / 13) & ~1;
            long number = Math.round(frame.timestampNanos() * (double) fps / 1e9);
            String text = text(Duration.ofNanos(frame.timestampNanos())) + "   frame " + number;
            band(to, rows, image(text, to.width(), rows));
            return written;
        }
    }

    static String text(Duration time) {
        return String.format(
                Locale.ROOT, "%02d:%02d.%03d", time.toMinutes(), time.toSecondsPart(), time.toMillisPart());
    }

    private static BufferedImage image(String text, int width, int rows) {
        BufferedImage image = new BufferedImage(width, rows, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(new Font(Font.MONOSPACED, Font.BOLD, rows * 2 / 3));
            g.setColor(Color.WHITE);
            g.drawString(text, rows / 2, rows * 3 / 4);
        } finally {
            g.dispose();
        }
        return image;
    }

    private static void band(I420Buffer to, int rows, BufferedImage image) {
        int top = to.height() - rows;
        int[] line = new int[to.width()];
        for (int y = 0; y < rows; y++) {
            image.getRaster().getSamples(0, y, to.width(), 1, 0, line);
            for (int x = 0; x < to.width(); x++) {
                to.y().put((top + y) * to.strideY() + x, (byte) (BLACK + line[x] * 219 / 255));
            }
        }
        for (int y = top / 2; y < (to.height() + 1) / 2; y++) {
            for (int x = 0; x < (to.width() + 1) / 2; x++) {
                to.u().put(y * to.strideU() + x, (byte) GREY);
                to.v().put(y * to.strideV() + x, (byte) GREY);
            }
        }
    }
}
