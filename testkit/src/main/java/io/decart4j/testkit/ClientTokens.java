package io.decart4j.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that open a session: the server's own and the client tokens made of it. Thread-safe. */
final class ClientTokens {

    private final String apiKey;
    private final Clock clock;
    private final Map<String, Grant> minted = new ConcurrentHashMap<>();

    ClientTokens(String apiKey, Clock clock) {
        this.apiKey = apiKey;
        this.clock = clock;
    }

    boolean isPermanent(String key) {
        return key.equals(apiKey);
    }

    boolean isClientToken(String key) {
        return minted.containsKey(key);
    }

    /** What a key allows now, or nothing when it is unknown or has expired. */
    Optional<Grant> grantOf(String key) {
        if (isPermanent(key)) {
            return Optional.of(Grant.UNLIMITED);
        }
        Instant now = clock.instant();
        return Optional.ofNullable(minted.get(key))
                .filter(grant -> grant.expiresAt() == null || now.isBefore(grant.expiresAt()));
    }

    String mint(Grant grant) {
        String token = RandomId.withPrefix("ek_");
        minted.put(token, grant);
        return token;
    }

    Instant expiry(long seconds) {
        return clock.instant().plusSeconds(seconds);
    }
}
