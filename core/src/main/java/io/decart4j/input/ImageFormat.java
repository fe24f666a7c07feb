package io.decart4j.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Picture formats, told apart by their first bytes: names and media types can lie. */
enum ImageFormat {
    PNG {
        @Override
        boolean matches(byte[] bytes) {
            return has(bytes, 0, "\u0089PNG\r\n\u001a\n");
        }
    },
    JPEG {
        @Override
        boolean matches(byte[] bytes) {
            return has(bytes, 0, "\u00ff\u00d8\u00ff");
        }
    },
    WEBP {
        @Override
        boolean matches(byte[] bytes) {
            return has(bytes, 0, "RIFF") && has(bytes, 8, "WEBP");
        }
    },
    GIF {
        @Override
        boolean matches(byte[] bytes) {
            return has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
        }
    },
    BMP {
        @Override
        boolean matches(byte[] bytes) {
            // Two letters alone would take ordinary text for a picture; the reserved fields are always zero.
            return has(bytes, 0, "BM") && has(bytes, 6, "\0\0\0\0");
        }
    },
    AVIF_OR_HEIC {
        @Override
        boolean matches(byte[] bytes) {
            return has(bytes, 4, "ftyp") && BRANDS.stream().anyMatch(brand -> has(bytes, 8, brand));
        }
    };

    private static final Set<String> BRANDS =
            Set.of("avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");

    abstract boolean matches(byte[] bytes);

    static boolean isImage(byte[] bytes) {
        return of(bytes).isPresent();
    }

    static Optional<ImageFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.matches(bytes)).findFirst();
    }

    /** Of those two the first brand tells which. */
    String mediaType(byte[] bytes) {
        return this == AVIF_OR_HEIC
                ? (has(bytes, 8, "avi") ? "image/avif" : "image/heic")
                : "image/" + name().toLowerCase(Locale.ROOT);
    }

    private static boolean has(byte[] bytes, int offset, String latin1) {
        byte[] expected = latin1.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < offset + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[offset + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
