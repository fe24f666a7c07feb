package io.decart4j.testkit;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import java.nio.ByteBuffer;

/** Reads colours out of frames, for assertions. Colours are {@code 0xRRGGBB}; the frame stays the caller's. */
public final class Pixels {

    private Pixels() {}

    /**
     * The mean colour of a rectangle.
     *
     * @param x left edge in pixels
     * @param y upper edge in pixels
     * @param width width in pixels, at least 1
     * @param height height in pixels, at least 1
     * @throws IllegalArgumentException when the rectangle is not inside the frame
     */
    public static int meanRgb(VideoFrame frame, int x, int y, int width, int height) {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x + width > frame.width() || y + height > frame.height()) {
            throw new IllegalArgumentException("the rectangle " + x + "," + y + " " + width + "x" + height
                    + " is not inside the frame, which is " + frame.width() + "x" + frame.height());
        }
        int left = x / 2;
        int top = y / 2;
        int chromaWidth = (x + width + 1) / 2 - left;
        int chromaHeight = (y + height + 1) / 2 - top;
        return Bt601.rgb(
                mean(frame.y(), frame.strideY(), x, y, width, height),
                mean(frame.u(), frame.strideU(), left, top, chromaWidth, chromaHeight),
                mean(frame.v(), frame.strideV(), left, top, chromaWidth, chromaHeight));
    }

    /** The mean colour of a part of the {@link TestPattern}, which may have been scaled on its way. */
    public static int meanRgb(VideoFrame frame, TestPattern.Patch patch) {
        int x = (int) Math.ceil(patch.left() * frame.width());
        int y = (int) Math.ceil(patch.top() * frame.height());
        int right = (int) Math.floor(patch.right() * frame.width());
        int bottom = (int) Math.floor(patch.bottom() * frame.height());
        return meanRgb(frame, x, y, right - x, bottom - y);
    }

    /** The largest difference of a channel, 0 to 255. */
    public static int distance(int rgb, int otherRgb) {
        int red = Math.abs(Bt601.red(rgb) - Bt601.red(otherRgb));
        int green = Math.abs(Bt601.green(rgb) - Bt601.green(otherRgb));
        int blue = Math.abs(Bt601.blue(rgb) - Bt601.blue(otherRgb));
        return Math.max(red, Math.max(green, blue));
    }

    /** How far a colour is from grey: the difference of its largest and its smallest channel, 0 to 255. */
    public static int colourfulness(int rgb) {
        int red = Bt601.red(rgb);
        int green = Bt601.green(rgb);
        int blue = Bt601.blue(rgb);
        return Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    }

    private static double mean(ByteBuffer plane, int stride, int x, int y, int width, int height) {
        long sum = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                sum += plane.get(row * stride + column) & 0xff;
            }
        }
        return (double) sum / ((long) width * height);
    }
}
