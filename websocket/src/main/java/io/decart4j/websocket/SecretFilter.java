package io.decart4j.websocket;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Takes a secret out of what others say, also in its form in a URL: some quote what they do not like, and words end up in logs. */
public final class SecretFilter {

    private static final String STARS = "***";

    private final List<String> forms;
    private final List<byte[]> bytes;

    /**
     * A filter.
     *
     * @param secret not empty
     */
    public SecretFilter(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("secret takes one that is not empty");
        }
        forms = Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"))
                .distinct()
                .toList();
        bytes = forms.stream()
                .map(form -> form.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** The text with stars in the place of the secret. */
    public String clean(String said) {
        String clean = said;
        for (String form : forms) {
            clean = clean.replace(form, STARS);
        }
        return clean;
    }

    /** The same for text in UTF-8; the same array when there is nothing to be taken out. */
    public byte[] clean(byte[] said) {
        byte[] clean = said;
        for (byte[] form : bytes) {
            clean = without(clean, form);
        }
        return clean;
    }

    private static byte[] without(byte[] said, byte[] form) {
        ByteArrayOutputStream out = null;
        int from = 0;
        for (int at = find(said, form, 0); at >= 0; at = find(said, form, from)) {
            out = out == null ? new ByteArrayOutputStream(said.length) : out;
            out.write(said, from, at - from);
            out.writeBytes(STARS.getBytes(StandardCharsets.UTF_8));
            from = at + form.length;
        }
        if (out == null) {
            return said;
        }
        out.write(said, from, said.length - from);
        return out.toByteArray();
    }

    private static int find(byte[] said, byte[] form, int from) {
        for (int i = from; i <= said.length - form.length; i++) {
            if (said[i] == form[0] && matches(said, form, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] said, byte[] form, int at) {
        for (int i = 1; i < form.length; i++) {
            if (said[at + i] != form[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "SecretFilter[" + STARS + "]";
    }
}
