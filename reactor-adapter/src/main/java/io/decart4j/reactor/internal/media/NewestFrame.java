package io.decart4j.reactor.internal.media;

import io.decart4j.media.VideoFrame;
import org.jspecify.annotations.Nullable;

/**
 * The newest frame of a source, with a reference of its own: each connection that comes gets it once, so that a still source
 * is seen on all of them. Thread-safe.
 */
final class NewestFrame {

    private @Nullable Kept kept;

    /** One frame, from when it is kept until nobody sends it any more. Guarded by the newest frame that it was. */
    static final class Kept {

        private final VideoFrame frame;
        private @Nullable Object holder;
        private boolean sent;
        private int claims;
        private boolean replaced;

        private Kept(VideoFrame frame, @Nullable Object holder) {
            this.frame = frame;
            this.holder = holder;
            this.sent = holder != null;
        }

        /** Whose reference the claimer has to release. */
        VideoFrame frame() {
            return frame;
        }

        /** Whether nobody got it and nobody will. */
        private boolean isWasted() {
            return replaced && claims == 0 && !sent;
        }
    }

    /**
     * Keeps this one instead.
     *
     * @param connection has it already, or null
     * @return whether the one before was never sent, and is not about to be
     */
    synchronized boolean keep(VideoFrame newer, @Nullable Object connection) {
        newer.retain();
        boolean wasted = forget();
        kept = new Kept(newer, connection);
        return wasted;
    }

    /** Keeps none; tells whether it was never sent, and is not about to be. */
    synchronized boolean forget() {
        Kept last = kept;
        kept = null;
        if (last == null) {
            return false;
        }
        last.replaced = true;
        last.frame.release();
        return last.isWasted();
    }

    /** Whether there is one that this connection does not have yet. */
    synchronized boolean isNewTo(Object connection) {
        return kept != null && kept.holder != connection;
    }

    /** No connection has it any more: what it was sent for is over. */
    synchronized void sendAgain() {
        if (kept != null) {
            kept.holder = null;
        }
    }

    /** A reference for a connection that does not have it yet, and that has it from now on unless {@link #settle} says otherwise. */
    synchronized @Nullable Kept claim(Object connection) {
        Kept current = kept;
        if (current == null || current.holder == connection) {
            return null;
        }
        current.holder = connection;
        current.claims++;
        current.frame.retain();
        return current;
    }

    /** Another reference, if this connection has it; else null. */
    synchronized @Nullable VideoFrame heldBy(Object connection) {
        Kept current = kept;
        return current == null || current.holder != connection || current.claims > 0 ? null : current.frame.duplicate();
    }

    /**
     * What became of a claim.
     *
     * @return whether the frame was replaced meanwhile and never sent
     */
    synchronized boolean settle(Kept claimed, boolean taken) {
        claimed.claims--;
        claimed.sent |= taken;
        if (!taken) {
            claimed.holder = null;
        }
        return claimed.isWasted();
    }
}
