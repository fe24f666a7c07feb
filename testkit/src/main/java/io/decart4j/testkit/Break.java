package io.decart4j.testkit;

/** How a connection breaks. */
public enum Break {
    /** The TCP connection is reset, without a close frame. */
    DROP,
    /** The server closes with code 1011. */
    CLOSE,
    /** The server falls silent: it neither reads nor writes nor answers pings any more. */
    STALL
}
