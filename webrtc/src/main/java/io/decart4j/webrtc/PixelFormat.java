package io.decart4j.webrtc;

/** How the bytes of packed pixels follow each other in memory, without padding between rows; BT.601, limited range. */
public enum PixelFormat {
    /** Red, green, blue. */
    RGB24(3, "raw "),
    /** Blue, green, red, as in {@link java.awt.image.BufferedImage#TYPE_3BYTE_BGR}. */
    BGR24(3, "24BG"),
    /** Red, green, blue, alpha. */
    RGBA(4, "ABGR"),
    /** Blue, green, red, alpha, as an {@code int} of {@code 0xAARRGGBB} in little-endian order. */
    BGRA(4, "ARGB"),
    /** Alpha, red, green, blue. */
    ARGB(4, "BGRA"),
    /** Alpha, blue, green, red, as in {@link java.awt.image.BufferedImage#TYPE_4BYTE_ABGR}. */
    ABGR(4, "RGBA");

    private final int bytesPerPixel;
    private final int code;

    // libyuv names four bytes from the last to the first, three from the first to the last.
    PixelFormat(int bytesPerPixel, String code) {
        this.bytesPerPixel = bytesPerPixel;
        this.code = code.charAt(0) | code.charAt(1) << 8 | code.charAt(2) << 16 | code.charAt(3) << 24;
    }

    /** 3 or 4. Alpha is 255 in what comes out of a frame, and ignored in what goes into one. */
    public int bytesPerPixel() {
        return bytesPerPixel;
    }

    /**
     * Bytes of a picture.
     *
     * @throws IllegalArgumentException when a side is smaller than 1 or the picture does not fit an array
     */
    public int size(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture is at least 1x1, not " + width + "x" + height);
        }
        if ((long) width * height > (Integer.MAX_VALUE - 8) / bytesPerPixel) {
            throw new IllegalArgumentException("a picture of " + width + "x" + height + " does not fit an array");
        }
        return width * height * bytesPerPixel;
    }

    /** The FourCC of libyuv. */
    int code() {
        return code;
    }
}
