package io.decart4j.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that begin like a picture. */
final class Pictures {

    static final String PNG_BASE64 = "iVBORw0KGgo/+Pv8";

    private Pictures() {}

    /** A PNG's signature and bytes that Base64 writes with both of its special characters. */
    static byte[] png() {
        return new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 63, (byte) 0xf8, (byte) 0xfb, (byte) 0xfc};
    }

    static byte[] png(int size) {
        return Arrays.copyOf(png(), size);
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
