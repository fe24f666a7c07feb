package io.decart4j.webrtc;

/** What becomes of a picture whose proportions are not those of the {@link Canvas}. */
public enum Framing {
    /** As large as it fits, between black bars. */
    FIT,
    /** Over all of it; what does not fit is cut off at both sides. */
    FILL,
    /** Pulled to the size. */
    STRETCH
}
