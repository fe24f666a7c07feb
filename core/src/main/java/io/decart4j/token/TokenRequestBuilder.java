package io.decart4j.token;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills in a {@link TokenRequest}; what is not called is not sent. */
public final class TokenRequestBuilder {

    private @Nullable Duration expiresIn;
    private @Nullable List<String> allowedModels;
    private @Nullable List<String> allowedOrigins;
    private @Nullable Duration maxSessionDuration;
    private @Nullable Map<String, Object> metadata;

    TokenRequestBuilder() {}

    /** How long new connections may be made with it: 1 second to 1 hour; the server's default is 60 seconds. */
    public TokenRequestBuilder expiresIn(Duration expiresIn) {
        this.expiresIn = expiresIn;
        return this;
    }

    /** The only models that it may be used with: 1 to 20. */
    public TokenRequestBuilder allowedModels(List<String> allowedModels) {
        this.allowedModels = allowedModels;
        return this;
    }

    /** The only models that it may be used with: 1 to 20. */
    public TokenRequestBuilder allowedModels(String... allowedModels) {
        return allowedModels(List.of(allowedModels));
    }

    /** The only web origins that it may be used from: 1 to 20, each {@code scheme://host[:port]}. */
    public TokenRequestBuilder allowedOrigins(List<String> allowedOrigins) {
        this.allowedOrigins = allowedOrigins;
        return this;
    }

    /** The only web origins that it may be used from: 1 to 20, each {@code scheme://host[:port]}. */
    public TokenRequestBuilder allowedOrigins(String... allowedOrigins) {
        return allowedOrigins(List.of(allowedOrigins));
    }

    /** How long one session may last: 10 seconds or more. */
    public TokenRequestBuilder maxSessionDuration(Duration maxSessionDuration) {
        this.maxSessionDuration = maxSessionDuration;
        return this;
    }

    /** Values of the caller's own: text, numbers, booleans, nulls, lists and maps of these. */
    public TokenRequestBuilder metadata(Map<String, Object> metadata) {
        this.metadata = metadata;
        return this;
    }

    /**
     * The request.
     *
     * @throws io.decart4j.error.InvalidOptionException {@code INVALID_OPTIONS} when a part is out of its bounds
     */
    public TokenRequest build() {
        return new TokenRequest(expiresIn, allowedModels, allowedOrigins, maxSessionDuration, metadata);
    }
}
