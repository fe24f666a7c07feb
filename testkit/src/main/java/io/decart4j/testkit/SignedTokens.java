package io.decart4j.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Client tokens as JWTs: what they are good for is in them, under the names that official clients read, and whoever has the
 * server's key set can check it. Nothing is kept of them. Thread-safe.
 */
final class SignedTokens {

    /** Whose all tokens are: there is one user here, and one key. */
    private static final String USER = "user_local";

    private static final String ORGANIZATION = "org_local";
    private static final String KEY = "key_local";

    private final SigningKey key = new SigningKey();
    private final String header = encoded(Json.bytes(Map.of("alg", "EdDSA", "typ", "JWT", "kid", key.id())));
    private final Supplier<String> origin;
    private final int sessionLimit;
    private final @Nullable Integer serviceTier;

    /** @param origin of the server itself, which says that it made them and for itself */
    SignedTokens(Supplier<String> origin, int sessionLimit, @Nullable Integer serviceTier) {
        this.origin = origin;
        this.sessionLimit = sessionLimit;
        this.serviceTier = serviceTier;
    }

    /** {@code GET /api/auth/jwks}. */
    Map<String, Object> keySet() {
        return Map.of("keys", List.of(key.publicKey()));
    }

    String sign(Grant grant, Map<String, String> attribution, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", origin.get());
        claims.put("aud", origin.get());
        claims.put("sub", USER);
        claims.put("organizationId", ORGANIZATION);
        claims.put("parent_api_key_id", KEY);
        claims.put("jti", RandomId.withPrefix("jti_"));
        claims.put("iat", now.getEpochSecond());
        put(claims, "exp", grant.expiresAt() == null ? null : grant.expiresAt().getEpochSecond());
        put(claims, "models", grant.models());
        put(claims, "origins", grant.origins());
        put(claims, "constraints", grant.constraints());
        put(claims, "attribution", attribution.isEmpty() ? null : attribution);
        claims.put("realtimeConcurrentSessionLimit", sessionLimit);
        put(claims, "service_tier", serviceTier);
        String signed = header + '.' + encoded(Json.bytes(claims));
        return signed + '.' + encoded(key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /** What a token of this server says, whether or not it has expired; nothing for any other text. */
    Optional<Grant> read(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length != 3 || !parts[0].equals(header)) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.UTF_8);
            return key.verifies(signed, signature) ? Optional.of(grant(claims(parts[1]))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            // No Base64.
            return Optional.empty();
        }
    }

    /** Read after the signature: they are the server's own words. */
    private static Map<?, ?> claims(String part) {
        return Json.read(Base64.getUrlDecoder().decode(part)) instanceof Map<?, ?> claims ? claims : Map.of();
    }

    private static Grant grant(Map<?, ?> claims) {
        Object realtime = claims.get("constraints") instanceof Map<?, ?> map ? map.get("realtime") : null;
        return new Grant(
                claims.get("exp") instanceof Long seconds ? Instant.ofEpochSecond(seconds) : null,
                texts(claims.get("models")),
                texts(claims.get("origins")),
                realtime instanceof Map<?, ?> map && map.get("maxSessionDuration") instanceof Long longest
                        ? longest
                        : null);
    }

    private static @Nullable List<String> texts(@Nullable Object claim) {
        return claim instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : null;
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
