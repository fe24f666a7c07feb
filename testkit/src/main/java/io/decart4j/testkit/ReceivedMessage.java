package io.decart4j.testkit;

import java.time.Instant;

/**
 * A frame that a session received.
 *
 * @param at when
 * @param type the message's {@code type}; {@code malformed} for what is no message, {@code binary} for a binary frame
 * @param text the frame's JSON, with API keys and image bytes replaced and very long texts cut
 */
public record ReceivedMessage(Instant at, String type, String text) {}
