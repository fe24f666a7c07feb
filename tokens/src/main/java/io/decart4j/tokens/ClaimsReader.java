package io.decart4j.tokens;

import io.decart4j.error.TokenVerifyException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From a token's claims to what they mean; one of another type than a client token's is refused by its name. */
final class ClaimsReader {

    private static final int HIGHEST_TIER = 3;

    /** Year 9999, which every client can write down. */
    private static final long LATEST_SECONDS = 253_402_300_799L;

    private final Map<String, Object> claims;

    private ClaimsReader(Map<String, Object> claims) {
        this.claims = claims;
    }

    static ClientTokenClaims of(Map<String, Object> claims) {
        return new ClaimsReader(claims).read();
    }

    private ClientTokenClaims read() {
        String userId = text("sub");
        if (userId == null || userId.isBlank()) {
            throw malformed("sub", "a text");
        }
        String parent = text("parent_api_key_id");
        String tokenId = text("jti");
        return new ClientTokenClaims(
                userId,
                text("organizationId"),
                parent == null || parent.isEmpty() ? tokenId : parent,
                text("api_key_name"),
                tokenId,
                tier(),
                texts("models"),
                texts("origins"),
                maxSessionDuration(),
                whole("realtimeConcurrentSessionLimit"),
                isTrue(claims.get("zeroDataRetention")),
                attribution(),
                expiresAt(),
                claims);
    }

    private @Nullable String text(String name) {
        Object value = claims.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw malformed(name, "a text");
    }

    private @Nullable List<String> texts(String name) {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw malformed(name, "a list of texts");
    }

    private @Nullable Integer whole(String name) {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number && number.doubleValue() == number.intValue()) {
            return number.intValue();
        }
        throw malformed(name, "a whole number");
    }

    /** A number or digits that name a tier, else none; {@code priority}, the older way to say it, is the highest. */
    private @Nullable Integer tier() {
        Object value = claims.get("service_tier");
        String digits = value instanceof Number || value instanceof String
                ? value.toString().strip()
                : "";
        if (digits.length() == 1 && digits.charAt(0) >= '0' && digits.charAt(0) <= '0' + HIGHEST_TIER) {
            return digits.charAt(0) - '0';
        }
        return isTrue(claims.get("priority")) ? HIGHEST_TIER : null;
    }

    private @Nullable Duration maxSessionDuration() {
        Object constraints = object("constraints", claims.get("constraints"));
        Object realtime =
                constraints instanceof Map<?, ?> map ? object("constraints.realtime", map.get("realtime")) : null;
        Object seconds = realtime instanceof Map<?, ?> map ? map.get("maxSessionDuration") : null;
        if (seconds == null) {
            return null;
        }
        if (seconds instanceof Number number && number.longValue() >= 0 && number.longValue() <= LATEST_SECONDS) {
            return Duration.ofSeconds(number.longValue());
        }
        throw malformed("constraints.realtime.maxSessionDuration", "a number of seconds");
    }

    private Map<String, String> attribution() {
        Map<String, String> labels = new LinkedHashMap<>();
        if (object("attribution", claims.get("attribution")) instanceof Map<?, ?> map) {
            map.forEach((name, label) -> {
                if (!(label instanceof String text)) {
                    throw malformed("attribution", "texts by name");
                }
                labels.put(String.valueOf(name), text);
            });
        }
        return labels;
    }

    private static @Nullable Object object(String name, @Nullable Object value) {
        if (value == null || value instanceof Map<?, ?>) {
            return value;
        }
        throw malformed(name, "an object");
    }

    private Instant expiresAt() {
        if (claims.get("exp") instanceof Number seconds
                && seconds.doubleValue() >= 0
                && seconds.doubleValue() <= LATEST_SECONDS) {
            return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
        }
        throw malformed("exp", "a number of seconds since 1970");
    }

    /** As Python sees it: 0, an empty text and an empty list are not. */
    private static boolean isTrue(@Nullable Object value) {
        return value instanceof Boolean bool
                ? bool
                : value instanceof Number number ? number.doubleValue() != 0 : value != null && !value.equals("");
    }

    private static TokenVerifyException malformed(String claim, String takes) {
        return new TokenVerifyException(
                TokenVerifyException.Reason.MALFORMED,
                "Not a client token: its claim " + claim + " takes " + takes,
                null);
    }
}
