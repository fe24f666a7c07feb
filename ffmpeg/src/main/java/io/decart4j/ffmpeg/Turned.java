package io.decart4j.ffmpeg;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;

/** Frames with their rotation applied: files and compositions have upright pixels. */
final class Turned {

    private Turned() {}

    /** A frame on the heap, released by the caller; {@code from} stays the caller's. */
    static VideoFrame upright(VideoFrame from) {
        boolean aside = from.rotation() % 180 != 0;
        int width = aside ? from.height() : from.width();
        int height = aside ? from.width() : from.height();
        I420Buffer to = I420Buffer.allocate(width, height);
        I420Buffer source = from.buffer();
        turn(source.y(), source.strideY(), to.y(), width, height, from.rotation());
        turn(source.u(), source.strideU(), to.u(), (width + 1) / 2, (height + 1) / 2, from.rotation());
        turn(source.v(), source.strideV(), to.v(), (width + 1) / 2, (height + 1) / 2, from.rotation());
        return VideoFrame.of(to, from.timestampNanos());
    }

    /** Width and height are those of the result. */
    private static void turn(ByteBuffer from, int stride, ByteBuffer to, int width, int height, int degrees) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = switch (degrees) {
                    case 90 -> (width - 1 - x) * stride + y;
                    case 180 -> (height - 1 - y) * stride + width - 1 - x;
                    default -> x * stride + height - 1 - y;
                };
                to.put(y * width + x, from.get(at));
            }
        }
    }
}
