package io.decart4j.livekit;

/** What a track carries. */
public enum TrackKind {
    /** Sound. */
    AUDIO,
    /** Pictures. */
    VIDEO,
    /** Something newer than this client. */
    OTHER
}
