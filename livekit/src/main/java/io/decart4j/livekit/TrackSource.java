package io.decart4j.livekit;

/** Where a track comes from, as its publisher says. */
public enum TrackSource {
    /** Not told. */
    UNKNOWN,
    /** A camera. */
    CAMERA,
    /** A microphone. */
    MICROPHONE,
    /** A screen. */
    SCREEN_SHARE,
    /** The sound of a screen. */
    SCREEN_SHARE_AUDIO
}
