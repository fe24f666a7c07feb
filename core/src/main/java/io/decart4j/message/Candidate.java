package io.decart4j.message;

import org.jspecify.annotations.Nullable;

/**
 * An ICE candidate in the JSON form of W3C WebRTC.
 *
 * @param candidate the candidate line; empty marks the end of candidates, like a null candidate
 * @param sdpMid the media section's mid
 * @param sdpMLineIndex the media section's index
 * @param usernameFragment the ICE user name that it belongs to
 */
public record Candidate(
        String candidate,
        @Nullable String sdpMid,
        @Nullable Integer sdpMLineIndex,
        @Nullable String usernameFragment) {}
