package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;

/** The light and dark of a picture on a small grid, normalised: the same for any size, brightness and contrast. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Likeness(double[] light) {

    private static final int COLUMNS = 48;
    private static final int ROWS = 27;

    static Likeness of(VideoFrame frame) {
        double[] light = new double[COLUMNS * ROWS];
        ByteBuffer y = frame.y();
        double sum = 0;
        for (int i = 0; i < light.length; i++) {
            int column = (2 * (i % COLUMNS) + 1) * frame.width() / (2 * COLUMNS);
            int row = (2 * (i / COLUMNS) + 1) * frame.height() / (2 * ROWS);
            light[i] = y.get(row * frame.strideY() + column) & 0xff;
            sum += light[i];
        }
        double mean = sum / light.length;
        double length = 0;
        for (int i = 0; i < light.length; i++) {
            light[i] -= mean;
            length += light[i] * light[i];
        }
        double scale = length == 0 ? 0 : 1 / Math.sqrt(length);
        for (int i = 0; i < light.length; i++) {
            light[i] *= scale;
        }
        return new Likeness(light);
    }

    /** 1 for the same structure, also when light and dark are exchanged; near 0 for another one. */
    double to(Likeness other) {
        double product = 0;
        for (int i = 0; i < light.length; i++) {
            product += light[i] * other.light[i];
        }
        return Math.abs(product);
    }
}
