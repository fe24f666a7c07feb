package io.decart4j.input;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Images written as text: Base64 and data URLs (RFC 2397). */
final class ImageText {

    private static final String OPTION = "image";

    /** Padded and broken into lines, the largest image is shorter than this. */
    private static final int MAX_CHARS = ImageBytes.MAX_IMAGE_BYTES / 3 * 4 + ImageBytes.MAX_IMAGE_BYTES / 20;

    private ImageText() {}

    static byte[] base64(String text) {
        checkLength(text);
        String plain = text.strip();
        if (plain.indexOf('\n') >= 0) {
            plain = plain.replace("\r", "").replace("\n", ""); // as the base64 command writes it
        }
        return decode(plain);
    }

    static byte[] dataUrl(String url) {
        int comma = url.indexOf(',');
        if (!isDataUrl(url) || comma < 0 || comma == url.length() - 1) {
            throw ImageBytes.invalid(OPTION, "takes a data URL with data: Invalid data URL image");
        }
        String data = url.substring(comma + 1);
        boolean base64 = url.regionMatches(true, comma - ";base64".length(), ";base64", 0, ";base64".length());
        if (!base64) {
            checkLength(data);
            return percentDecoded(data);
        }
        return data.indexOf('%') < 0
                ? base64(data)
                : base64(new String(percentDecoded(data), StandardCharsets.ISO_8859_1));
    }

    static boolean isDataUrl(String text) {
        return text.regionMatches(true, 0, "data:", 0, "data:".length());
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // The cause would quote a piece of the text.
            throw ImageBytes.invalid(OPTION, "takes standard Base64, got text that is not");
        }
    }

    private static byte[] percentDecoded(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw ImageBytes.invalid(OPTION, "takes a data URL, got one with a broken percent sign");
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(c);
            }
        }
        return out.toByteArray();
    }

    private static void checkLength(String text) {
        if (text.length() > MAX_CHARS) {
            throw ImageBytes.tooLarge(OPTION, text.length() / 4L * 3);
        }
    }
}
