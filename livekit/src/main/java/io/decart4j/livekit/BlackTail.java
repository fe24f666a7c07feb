package io.decart4j.livekit;

import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Keeps back what senders built on libwebrtc append when a track ends: about six black frames of a few pixels, which nobody
 * filmed. They are dropped with the end of the track. Should anything else follow, or more of them, they were pictures and
 * are handed on, in order.
 */
final class BlackTail {

    /** 8x8 of VP8, 2x2 of H.264. */
    private static final int LARGEST_SIDE = 8;

    private static final int LONGEST = 6;
    /** Of full range or limited, as it comes back from a codec. */
    private static final int DARKEST_LIGHT = 32;

    private static final int GREY = 128;
    private static final int COLOURLESS = 16;

    private final Consumer<VideoFrame> to;
    private final Deque<VideoFrame> held = new ArrayDeque<>();
    private final AtomicLong dropped = new AtomicLong();
    private boolean pictures;
    private boolean ended;

    /**
     * The frames of a track.
     *
     * @param announced as the publisher has described it
     * @param to takes over the references
     */
    BlackTail(TrackInfo announced, Consumer<VideoFrame> to) {
        this.pictures = announced.width() > LARGEST_SIDE || announced.height() > LARGEST_SIDE;
        this.to = to;
    }

    /** Takes over the reference. */
    synchronized void push(VideoFrame frame) {
        if (ended) {
            frame.release();
        } else if (pictures && isOfATail(frame) && held.size() < LONGEST) {
            held.addLast(frame);
        } else {
            // What begins so small and black is what it is, and so is what goes on so.
            pictures = !isOfATail(frame);
            while (!held.isEmpty()) {
                to.accept(held.removeFirst());
            }
            to.accept(frame);
        }
    }

    /** Nothing follows. */
    synchronized void end() {
        ended = true;
        while (!held.isEmpty()) {
            held.removeFirst().release();
            dropped.incrementAndGet();
        }
    }

    /** Frames that were none. */
    long dropped() {
        return dropped.get();
    }

    private static boolean isOfATail(VideoFrame frame) {
        return frame.width() <= LARGEST_SIDE
                && frame.height() <= LARGEST_SIDE
                && isDark(frame.y(), frame.strideY(), frame.width(), frame.height())
                && isGrey(frame.u(), frame.strideU(), frame)
                && isGrey(frame.v(), frame.strideV(), frame);
    }

    private static boolean isDark(ByteBuffer plane, int stride, int width, int height) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if ((plane.get(row * stride + column) & 0xff) > DARKEST_LIGHT) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isGrey(ByteBuffer plane, int stride, VideoFrame frame) {
        for (int row = 0; row < (frame.height() + 1) / 2; row++) {
            for (int column = 0; column < (frame.width() + 1) / 2; column++) {
                if (Math.abs((plane.get(row * stride + column) & 0xff) - GREY) > COLOURLESS) {
                    return false;
                }
            }
        }
        return true;
    }
}
