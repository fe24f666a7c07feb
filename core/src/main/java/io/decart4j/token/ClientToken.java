package io.decart4j.token;

import io.decart4j.error.TokenCreateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived key for clients that must not have the permanent one.
 *
 * @param apiKey the key to connect with
 * @param expiresAt until when new connections may be made; a running session goes on
 * @param token the same grants as a signed JWT for those who check them offline, or null
 * @param models the only models that it may be used with; empty when all
 * @param origins the only web origins that it may be used from; empty when all
 * @param maxSessionDuration how long one session may last, or null when that is not limited
 */
public record ClientToken(
        String apiKey,
        Instant expiresAt,
        @Nullable String token,
        List<String> models,
        List<String> origins,
        @Nullable Duration maxSessionDuration) {

    /** Takes its own copies of the lists. */
    public ClientToken {
        models = List.copyOf(models);
        origins = List.copyOf(origins);
    }

    /**
     * Reads the server's answer to a {@link TokenRequest}.
     *
     * @param json the body of a response with status 200
     * @throws TokenCreateException when it is not such an answer; without quoting it
     */
    public static ClientToken fromJson(byte[] json) {
        return ClientTokenReader.read(json);
    }

    /** Without {@code apiKey} and {@code token}. */
    @Override
    public String toString() {
        return "ClientToken[expiresAt=" + expiresAt + ", models=" + models + ", origins=" + origins
                + ", maxSessionDuration=" + maxSessionDuration + "]";
    }
}
