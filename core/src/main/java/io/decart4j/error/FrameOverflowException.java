package io.decart4j.error;

/** A subscriber of frames asked to be told rather than to miss one, and was too slow. Ends that subscription only. */
public final class FrameOverflowException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    /** The buffer of {@code capacity} frames was full when another one came. */
    public FrameOverflowException(int capacity) {
        super(
                ErrorCode.WEBRTC_SIGNALING_ERROR,
                "Too slow for the video: " + capacity + " frames were waiting when another one came",
                null);
        this.capacity = capacity;
    }

    /** How many frames may wait. */
    public int capacity() {
        return capacity;
    }
}
