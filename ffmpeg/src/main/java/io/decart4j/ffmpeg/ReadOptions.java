package io.decart4j.ffmpeg;

import java.util.function.Consumer;

/** How a file is read; 0 means as it is. */
record ReadOptions(int width, int height, double frameRate, boolean loop, Consumer<Reading> report) {

    static final ReadOptions AS_IT_IS = new ReadOptions(0, 0, 0, false, reading -> {});

    ReadOptions scaled(int toWidth, int toHeight) {
        if (toWidth < 1 || toHeight < 1 || toWidth > 16384 || toHeight > 16384) {
            throw new IllegalArgumentException("scaledTo takes sides from 1 to 16384, not " + toWidth + "x" + toHeight);
        }
        return new ReadOptions(toWidth, toHeight, frameRate, loop, report);
    }

    ReadOptions atRate(double fps) {
        if (!(fps > 0 && fps <= 1000)) {
            throw new IllegalArgumentException("atFrameRate takes a rate above 0 up to 1000, not " + fps);
        }
        return new ReadOptions(width, height, fps, loop, report);
    }

    ReadOptions looped() {
        return new ReadOptions(width, height, frameRate, true, report);
    }

    ReadOptions reportingTo(Consumer<Reading> listener) {
        return new ReadOptions(width, height, frameRate, loop, listener);
    }
}
