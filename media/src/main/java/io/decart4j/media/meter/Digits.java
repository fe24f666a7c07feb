package io.decart4j.media.meter;

import io.decart4j.media.I420Buffer;
import java.time.Duration;
import java.util.Locale;

/** Number and time code for people, white on black, in a font of 5 by 7 dots: AWT's fonts are missing on many servers. */
final class Digits {

    private static final double TOP = 0.71;
    private static final double BOTTOM = NumberStrip.TOP - 0.01;

    private static final int DOTS_ACROSS = 5;
    private static final int DOTS_DOWN = 7;
    private static final int ADVANCE = DOTS_ACROSS + 1;
    private static final String CHARACTERS = "0123456789:.#";

    /** A character a line, its rows from the top, each five bits. */
    private static final int[][] FONT = {
        {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110},
        {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111},
        {0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110},
        {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
        {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
        {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
        {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
        {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
        {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
        {0b00000, 0b00100, 0b00100, 0b00000, 0b00100, 0b00100, 0b00000},
        {0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b01100, 0b01100},
        {0b01010, 0b01010, 0b11111, 0b01010, 0b11111, 0b01010, 0b01010},
    };

    private Digits() {}

    /** The number alone where both do not fit, and nothing where even that does not. */
    static void write(I420Buffer to, long number, Duration timeCode) {
        String numberText = String.format(Locale.ROOT, "#%06d", number);
        if (!fits(to, numberText + " " + text(timeCode))) {
            draw(to, numberText);
        } else {
            draw(to, numberText + " " + text(timeCode));
        }
    }

    static String text(Duration timeCode) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                timeCode.toHours(),
                timeCode.toMinutesPart(),
                timeCode.toSecondsPart(),
                timeCode.toMillisPart());
    }

    private static boolean fits(I420Buffer to, String text) {
        return dot(to, text) > 0;
    }

    /** The side of a dot in pixels; 0 when there is no room. */
    private static int dot(I420Buffer to, String text) {
        int across = to.width() / (text.length() * ADVANCE + 3);
        int down = (int) ((BOTTOM - TOP) * to.height()) / (DOTS_DOWN + 2);
        // Large letters hide the picture.
        return Math.min(Math.min(across, down), Math.max(1, to.width() / 160));
    }

    private static void draw(I420Buffer to, String text) {
        int dot = dot(to, text);
        if (dot == 0) {
            return;
        }
        int left = (int) (0.03 * to.width());
        int top = (int) (TOP * to.height());
        int right = Math.min(to.width(), left + (text.length() * ADVANCE + 1) * dot);
        Paint.fill(to, left, top, right, top + (DOTS_DOWN + 2) * dot, false);
        for (int i = 0; i < text.length(); i++) {
            int character = CHARACTERS.indexOf(text.charAt(i));
            if (character >= 0) {
                draw(to, FONT[character], left + (i * ADVANCE + 1) * dot, top + dot, dot);
            }
        }
    }

    private static void draw(I420Buffer to, int[] rows, int left, int top, int dot) {
        for (int y = 0; y < DOTS_DOWN; y++) {
            for (int x = 0; x < DOTS_ACROSS; x++) {
                if ((rows[y] >> (DOTS_ACROSS - 1 - x) & 1) == 1) {
                    int dotLeft = left + x * dot;
                    int dotTop = top + y * dot;
                    Paint.fill(to, dotLeft, dotTop, dotLeft + dot, dotTop + dot, true);
                }
            }
        }
    }
}
