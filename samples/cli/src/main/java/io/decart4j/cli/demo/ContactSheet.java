package io.decart4j.cli.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** All steps on one picture: two columns of cards under a title. */
final class ContactSheet {

    static final int WIDTH = 2 * Card.WIDTH + 3 * Card.GAP;

    private static final int HEADER = 112;
    private static final int FOOTER = 44;
    private static final Color PAPER = new Color(0xF3F4F6);
    private static final Color INK = new Color(0x111827);
    private static final Color FAINT = new Color(0x6B7280);

    private final Fonts fonts;

    ContactSheet(Fonts fonts) {
        this.fonts = fonts;
    }

    static int height(int cards) {
        return HEADER + (cards + 1) / 2 * (Card.HEIGHT + Card.GAP) + FOOTER;
    }

    void write(List<Outcome> outcomes, Path file) throws IOException {
        ImageIO.write(draw(outcomes), "png", file.toFile());
    }

    private BufferedImage draw(List<Outcome> outcomes) {
        BufferedImage sheet = new BufferedImage(WIDTH, height(outcomes.size()), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            g.setColor(PAPER);
            g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            header(g, outcomes);
            Card card = new Card(fonts);
            for (int i = 0; i < outcomes.size(); i++) {
                int x = Card.GAP + i % 2 * (Card.WIDTH + Card.GAP);
                int y = HEADER + i / 2 * (Card.HEIGHT + Card.GAP);
                card.draw(g, outcomes.get(i), x, y);
            }
            g.setColor(FAINT);
            g.setFont(fonts.plain(14));
            g.drawString(
                    "Each received frame is shown with the sent frame that it was made from, found by the number in it.",
                    Card.GAP,
                    sheet.getHeight() - FOOTER / 2 - 2);
        } finally {
            g.dispose();
        }
        return sheet;
    }

    private void header(Graphics2D g, List<Outcome> outcomes) {
        long ok = outcomes.stream().filter(Outcome::ok).count();
        g.setColor(INK);
        g.setFont(fonts.bold(32));
        g.drawString("decart4j demo", Card.GAP, 54);
        g.setColor(FAINT);
        g.setFont(fonts.plain(17));
        g.drawString(
                "One realtime session with the local server and its stand-in model: " + Stage.WIDTH + "×" + Stage.HEIGHT
                        + " over WebRTC, both ways. " + ok + " of " + outcomes.size() + " steps ok.",
                Card.GAP,
                86);
    }
}
