package io.decart4j.media;

import java.nio.ByteBuffer;

/** Pixels turned clockwise by quarters, into memory of their own on the heap. */
final class PlaneRotation {

    private PlaneRotation() {}

    static I420Buffer turned(I420Buffer from, int degrees) {
        boolean lying = degrees % 180 != 0;
        int width = from.width();
        int height = from.height();
        I420Buffer to = lying ? I420Buffer.allocate(height, width) : I420Buffer.allocate(width, height);
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        turn(from.y(), from.strideY(), width, height, to.y(), degrees);
        turn(from.u(), from.strideU(), chromaWidth, chromaHeight, to.u(), degrees);
        turn(from.v(), from.strideV(), chromaWidth, chromaHeight, to.v(), degrees);
        return to;
    }

    /** Row by row of the given plane; where the pixel to its right belongs is one step away. */
    private static void turn(ByteBuffer from, int stride, int width, int height, ByteBuffer to, int degrees) {
        byte[] line = new byte[width];
        for (int row = 0; row < height; row++) {
            from.get(row * stride, line);
            int at;
            int step;
            switch (degrees) {
                case 90 -> {
                    at = height - 1 - row;
                    step = height;
                }
                case 180 -> {
                    at = (height - 1 - row) * width + width - 1;
                    step = -1;
                }
                default -> {
                    at = (width - 1) * height + row;
                    step = -height;
                }
            }
            for (int column = 0; column < width; column++) {
                to.put(at, line[column]);
                at += step;
            }
        }
    }
}
