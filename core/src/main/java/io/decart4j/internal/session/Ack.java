package io.decart4j.internal.session;

import org.jspecify.annotations.Nullable;

/**
 * The server's answer to a command.
 *
 * @param error the server's words when it refused
 */
public record Ack(boolean success, @Nullable String error) {}
