package io.decart4j.tokens;

import io.decart4j.error.TokenVerifyException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client token says, under the names of the official Python client. By itself it is no proof of anything: anybody can write
 * such a token, and only {@link ClientTokenVerifier} tells whether the platform has.
 *
 * @param userId who the token was made for in the platform's eyes: the holder of the account
 * @param organizationId the account's organization, or null
 * @param apiKeyId the permanent key that made the token, else the token's own id, or null
 * @param apiKeyName what the holder calls that key, or null
 * @param tokenId the token's own id, or null
 * @param serviceTier 0 free, 1 user, 2 pro, 3 priority; null when it says none
 * @param allowedModels the only models that it may be used with; null when all
 * @param allowedOrigins the only web origins that it may be used from; null when all
 * @param maxSessionDuration how long one session may last, or null when that is not limited
 * @param concurrentSessionLimit how many sessions may be open at once, or null when it does not say
 * @param zeroDataRetention whether nothing of its sessions may be kept
 * @param attribution labels of usage that were given with the token; may be empty
 * @param expiresAt until when new connections may be made
 * @param claims all of them as they are: texts, numbers, booleans, lists and maps
 */
public record ClientTokenClaims(
        String userId,
        @Nullable String organizationId,
        @Nullable String apiKeyId,
        @Nullable String apiKeyName,
        @Nullable String tokenId,
        @Nullable Integer serviceTier,
        @Nullable List<String> allowedModels,
        @Nullable List<String> allowedOrigins,
        @Nullable Duration maxSessionDuration,
        @Nullable Integer concurrentSessionLimit,
        boolean zeroDataRetention,
        Map<String, String> attribution,
        Instant expiresAt,
        Map<String, Object> claims) {

    /** Takes its own copies. */
    public ClientTokenClaims {
        allowedModels = allowedModels == null ? null : List.copyOf(allowedModels);
        allowedOrigins = allowedOrigins == null ? null : List.copyOf(allowedOrigins);
        attribution = Map.copyOf(attribution);
        // Not Map.copyOf: what is null in JSON is null here.
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /**
     * Reads a token <em>without verifying it</em>: for its own holder, who wants to know until when it is good. Asks nobody.
     *
     * @param token a JWT of at most 16 KiB
     * @throws TokenVerifyException {@code MALFORMED} when it is none of a client token's shape
     */
    public static ClientTokenClaims decode(String token) {
        return ClaimsReader.of(Jwt.unverifiedPayload(token));
    }

    /** Whether its sessions run in the pool of free or of paid ones; one that says no tier is paid. */
    public boolean isFree() {
        return serviceTier != null && serviceTier == 0;
    }

    /** Whether it may be used with a model. */
    public boolean allowsModel(String name) {
        return allowedModels == null || allowedModels.contains(name);
    }

    /** Whether it may be used from a web origin, compared as it is; null for a client that names none. */
    public boolean allowsOrigin(@Nullable String origin) {
        return allowedOrigins == null || (origin != null && allowedOrigins.contains(origin));
    }

    /** Who and until when; without what the holder's application has put in. */
    @Override
    public String toString() {
        return "ClientTokenClaims[userId=" + userId + ", organizationId=" + organizationId + ", expiresAt=" + expiresAt
                + ", allowedModels=" + allowedModels + ", allowedOrigins=" + allowedOrigins + "]";
    }
}
