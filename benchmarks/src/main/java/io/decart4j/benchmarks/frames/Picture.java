package io.decart4j.benchmarks.frames;

/** What is sent. */
record Picture(int width, int height, int fps) {

    @Override
    public String toString() {
        return width + "x" + height + "@" + fps;
    }
}
