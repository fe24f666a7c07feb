package io.decart4j.reactor;

import io.decart4j.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * The newest frame of a source, with a reference of its own: each connection that comes gets it once, so that a still source
 * is seen on all of them. Thread-safe.
 */
final class NewestFrame {

    private @Nullable VideoFrame frame;
    private @Nullable Object holder;
    private boolean sent;

    /**
     * Keeps this one instead.
     *
     * @param connection has it already, or null
     * @return whether the one before was never sent
     */
    synchronized boolean keep(VideoFrame newer, @Nullable Object connection) {
        newer.retain();
        boolean wasted = forget();
        frame = newer;
        holder = connection;
        sent = connection != null;
        return wasted;
    }

    /** Keeps none; tells whether it was never sent. */
    synchronized boolean forget() {
        VideoFrame last = frame;
        frame = null;
        holder = null;
        if (last == null) {
            return false;
        }
        last.release();
        return !sent;
    }

    /** A reference for a connection that does not have it yet, and that has it from now on unless {@link #settle} says otherwise. */
    synchronized @Nullable VideoFrame claim(Object connection) {
        if (frame == null || holder == connection) {
            return null;
        }
        holder = connection;
        return frame.retain();
    }

    /** What became of a claim. */
    synchronized void settle(VideoFrame claimed, boolean taken) {
        if (claimed == frame) {
            sent |= taken;
            if (!taken) {
                holder = null;
            }
        }
    }
}
