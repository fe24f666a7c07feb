package io.decart4j.cli.demo;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/** The typeface of the contact sheet: the best that the host has. */
final class Fonts {

    private static final List<String> PREFERRED =
            List.of("DejaVu Sans", "Noto Sans", "Liberation Sans", "Helvetica", "Arial", Font.SANS_SERIF);

    private final String family;

    private Fonts(String family) {
        this.family = family;
    }

    /**
     * Looks once, before anything else is done.
     *
     * @throws DemoFailure when text cannot be drawn on this host
     */
    static Fonts ofHost() {
        try {
            List<String> there = Arrays.asList(
                    GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames());
            String family =
                    PREFERRED.stream().filter(there::contains).findFirst().orElse(Font.SANS_SERIF);
            Fonts fonts = new Fonts(family);
            // Some hosts list logical families but have no glyphs behind them.
            FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                    .createGraphics()
                    .getFontMetrics(fonts.plain(12));
            if (metrics.stringWidth("decart4j") > 0) {
                return fonts;
            }
        } catch (RuntimeException | Error e) {
            // The JDK tells it in several ways, one of them a plain Error.
            throw new DemoFailure(hint(), e);
        }
        throw new DemoFailure(hint());
    }

    Font plain(int size) {
        return new Font(family, Font.PLAIN, size);
    }

    Font bold(int size) {
        return new Font(family, Font.BOLD, size);
    }

    private static String hint() {
        return "no fonts to caption the pictures with; on Debian or Ubuntu: sudo apt-get install -y fontconfig"
                + " fonts-dejavu-core";
    }
}
