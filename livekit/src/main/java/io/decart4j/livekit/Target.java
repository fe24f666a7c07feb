package io.decart4j.livekit;

/** Which of the two peer connections, seen from this side. */
enum Target {
    PUBLISHER,
    SUBSCRIBER
}
