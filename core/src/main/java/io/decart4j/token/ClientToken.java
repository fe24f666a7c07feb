package io.decart4j.token;

import io.decart4j.error.TokenCreateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short-lived key for clients that must not have the permanent one.
 *
 * @param apiKey the key in its opaque form, {@code ek_…}, which the service looks up
 * @param expiresAt until when new connections may be made; a running session goes on
 * @param token the same as a signed JWT, which is checked by its signature: for realtime sessions and uploads; null from a server
 *     that gives none
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

    /** What to hand out for realtime sessions and uploads: the JWT where there is one, else the opaque key. */
    public String credential() {
        return token == null ? apiKey : token;
    }

    /** Without {@code apiKey} and {@code token}. */
    @Override
    public String toString() {
        return "ClientToken[expiresAt=" + expiresAt + ", models=" + models + ", origins=" + origins
                + ", maxSessionDuration=" + maxSessionDuration + "]";
    }
}
