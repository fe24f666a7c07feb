package io.decart4j.proxy;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Takes the platform's key out of whatever goes to a client, also in its form in a URL. */
final class KeyGuard {

    private static final byte[] STARS = "***".getBytes(StandardCharsets.UTF_8);

    private final List<byte[]> forms;

    KeyGuard(String key) {
        forms = Stream.of(key, URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"))
                .distinct()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    Frame clean(Frame frame) {
        byte[] clean = clean(frame.bytes());
        return clean == frame.bytes() ? frame : new Frame(frame.text(), clean);
    }

    String clean(String text) {
        return new String(clean(text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private byte[] clean(byte[] bytes) {
        byte[] clean = bytes;
        for (byte[] form : forms) {
            clean = without(clean, form);
        }
        return clean;
    }

    /** The same array when there is nothing to be taken out. */
    private static byte[] without(byte[] bytes, byte[] form) {
        ByteArrayOutputStream out = null;
        int from = 0;
        for (int at = find(bytes, form, 0); at >= 0; at = find(bytes, form, from)) {
            out = out == null ? new ByteArrayOutputStream(bytes.length) : out;
            out.write(bytes, from, at - from);
            out.writeBytes(STARS);
            from = at + form.length;
        }
        if (out == null) {
            return bytes;
        }
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private static int find(byte[] bytes, byte[] form, int from) {
        for (int i = from; i <= bytes.length - form.length; i++) {
            if (bytes[i] == form[0] && matches(bytes, form, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] bytes, byte[] form, int at) {
        for (int i = 1; i < form.length; i++) {
            if (bytes[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }
}
