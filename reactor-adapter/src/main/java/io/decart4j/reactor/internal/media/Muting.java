package io.decart4j.reactor.internal.media;

/** Whether a session holds back what it would send, as its user wants it: over all connections. */
public final class Muting {

    private volatile boolean muted;

    public Muting(boolean muted) {
        this.muted = muted;
    }

    public boolean isMuted() {
        return muted;
    }

    public void mute(boolean now) {
        muted = now;
    }
}
