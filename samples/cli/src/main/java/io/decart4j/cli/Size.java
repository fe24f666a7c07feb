package io.decart4j.cli;

/** Width and height of a picture in pixels. */
record Size(int width, int height) {

    static final int MIN = 16;
    static final int MAX = 4096;

    /** Encoders want even sides. */
    boolean isUsable() {
        return isUsable(width) && isUsable(height);
    }

    private static boolean isUsable(int side) {
        return side >= MIN && side <= MAX && side % 2 == 0;
    }
}
