package io.decart4j.cli.demo;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One step on the contact sheet: number and caption, then the sent and the received frame side by side. */
final class Card {

    static final int GAP = 28;
    static final int WIDTH = 2 * Card.PICTURE_WIDTH + 3 * Card.PADDING;
    static final int HEIGHT = Card.PICTURES + Card.PICTURE_HEIGHT + Card.PADDING;

    private static final int PADDING = 16;
    private static final int PICTURE_WIDTH = 400;
    private static final int PICTURE_HEIGHT = 225;
    private static final int PICTURES = 108;
    private static final Color INK = new Color(0x111827);
    private static final Color FAINT = new Color(0x6B7280);
    private static final Color EDGE = new Color(0xD1D5DB);
    private static final Color OK = new Color(0x15803D);
    private static final Color FAILED = new Color(0xB91C1C);

    private final Fonts fonts;

    Card(Fonts fonts) {
        this.fonts = fonts;
    }

    void draw(Graphics2D g, Outcome outcome, int x, int y) {
        RoundRectangle2D frame = new RoundRectangle2D.Double(x, y, WIDTH, HEIGHT, 16, 16);
        g.setColor(Color.WHITE);
        g.fill(frame);
        g.setColor(EDGE);
        g.draw(frame);
        number(g, outcome, x + PADDING, y + PADDING);
        int left = x + PADDING + 56;
        int room = WIDTH - 56 - 2 * PADDING - reference(g, outcome.step().reference(), x, y);
        text(g, outcome.step().caption(), fonts.bold(20), INK, left, y + 38, room);
        String detail = outcome.step().title() + String.format(Locale.ROOT, ", %.1f s: ", outcome.seconds());
        text(g, detail + outcome.told(), fonts.plain(14), outcome.ok() ? FAINT : FAILED, left, y + 62, room);
        Outcome.Shot shot = outcome.shot();
        picture(g, "sent", shot == null ? null : shot.sent(), x + PADDING, y);
        picture(g, "received", shot == null ? null : shot.received(), x + 2 * PADDING + PICTURE_WIDTH, y);
    }

    private void number(Graphics2D g, Outcome outcome, int x, int y) {
        g.setColor(outcome.ok() ? OK : FAILED);
        g.fillOval(x, y, 42, 42);
        g.setColor(Color.WHITE);
        g.setFont(fonts.bold(20));
        String number = String.valueOf(outcome.number());
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(number, x + 21 - metrics.stringWidth(number) / 2, y + 28);
    }

    /** In the upper right corner; returns the width that it takes away from the text. */
    private static int reference(Graphics2D g, @Nullable BufferedImage image, int x, int y) {
        if (image == null) {
            return 0;
        }
        int width = 114;
        g.drawImage(image, x + WIDTH - PADDING - width, y + PADDING, width, 64, null);
        return width + PADDING;
    }

    private void picture(Graphics2D g, String heading, @Nullable BufferedImage image, int x, int y) {
        text(g, heading, fonts.bold(14), FAINT, x, y + PICTURES - 10, PICTURE_WIDTH);
        if (image == null) {
            g.setColor(EDGE);
            g.fillRect(x, y + PICTURES, PICTURE_WIDTH, PICTURE_HEIGHT);
            text(g, "no frame", fonts.plain(16), FAINT, x + 160, y + PICTURES + 118, PICTURE_WIDTH);
        } else {
            g.drawImage(image, x, y + PICTURES, PICTURE_WIDTH, PICTURE_HEIGHT, null);
        }
    }

    /** One line, cut off with an ellipsis where the room ends. */
    private static void text(Graphics2D g, String text, Font font, Color colour, int x, int y, int room) {
        g.setFont(font);
        g.setColor(colour);
        FontMetrics metrics = g.getFontMetrics();
        String shown = text;
        for (int end = text.length(); end > 0 && metrics.stringWidth(shown) > room; end--) {
            shown = text.substring(0, end) + "…";
        }
        g.drawString(shown, x, y);
    }
}
