package io.decart4j.input;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/** Images written as text: Base64 and data URLs (RFC 2397, read as the URL and Fetch standards of WHATWG do). */
final class ImageText {

    private static final String OPTION = "image";
    private static final String SCHEME = "data:";
    private static final String BASE64 = "base64";

    /** Padded and broken into lines, the largest image is shorter than this. */
    private static final int MAX_CHARS = ImageBytes.MAX_IMAGE_BYTES / 3 * 4 + ImageBytes.MAX_IMAGE_BYTES / 20;

    private static final int LONGEST_SCHEME = 30;
    private static final Pattern SCHEMES = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*"); // RFC 3986

    private ImageText() {}

    static byte[] base64(String text) {
        checkLength(text);
        String plain = text.strip();
        if (plain.indexOf('\n') >= 0) {
            plain = plain.replace("\r", "").replace("\n", ""); // as the base64 command writes it
        }
        return decode(plain);
    }

    /** As browsers read one: blanks around it and within it mean nothing, nor does a fragment. */
    static byte[] dataUrl(String url) {
        String whole = url.strip();
        int fragment = whole.indexOf('#');
        String text = fragment < 0 ? whole : whole.substring(0, fragment);
        int comma = text.indexOf(',');
        if (!isDataUrl(text) || comma < 0 || comma == text.length() - 1) {
            throw ImageBytes.invalid(OPTION, "takes a data URL with data: Invalid data URL image");
        }
        String data = text.substring(comma + 1);
        checkLength(data);
        if (!isBase64(text.substring(SCHEME.length(), comma))) {
            return percentDecoded(withoutBlanks(data, "\t\n\r"));
        }
        String plain = data.indexOf('%') < 0 ? data : new String(percentDecoded(data), StandardCharsets.ISO_8859_1);
        return decode(withoutBlanks(plain, " \t\n\r\f"));
    }

    private static boolean isBase64(String header) {
        String before = header.stripTrailing();
        int word = before.length() - BASE64.length();
        return before.regionMatches(true, word, BASE64, 0, BASE64.length())
                && before.substring(0, word).stripTrailing().endsWith(";");
    }

    private static String withoutBlanks(String text, String blanks) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().filter(c -> blanks.indexOf(c) < 0).forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    /** No character of Base64 is a colon: what has one behind a scheme's letters is a URL. Only the scheme is told, the rest may be secret. */
    static void checkScheme(String text) {
        int colon = text.indexOf(':');
        if (colon > 0
                && colon <= LONGEST_SCHEME
                && SCHEMES.matcher(text.substring(0, colon)).matches()) {
            throw ImageBytes.invalid(
                    OPTION,
                    "takes a data, http or https URL, a file_ reference or Base64, got a URL of the scheme "
                            + text.substring(0, colon).toLowerCase(Locale.ROOT)
                            + "; a file of this machine is ImageSource.of(Path)");
        }
    }

    static boolean isDataUrl(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
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
