package io.decart4j.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that open a session: the server's own and the client tokens made of it. Thread-safe. */
final class ClientTokens {

    private final String apiKey;
    private final Clock clock;
    private final SignedTokens signed;
    private final Map<String, Grant> minted = new ConcurrentHashMap<>();

    ClientTokens(String apiKey, Clock clock, SignedTokens signed) {
        this.apiKey = apiKey;
        this.clock = clock;
        this.signed = signed;
    }

    boolean isPermanent(String key) {
        return key.equals(apiKey);
    }

    boolean isClientToken(String key) {
        return find(key).isPresent();
    }

    /** What a key allows now, or nothing when it is unknown or has expired. */
    Optional<Grant> grantOf(String key) {
        if (isPermanent(key)) {
            return Optional.of(Grant.UNLIMITED);
        }
        Instant now = clock.instant();
        return find(key).filter(grant -> grant.expiresAt() == null || now.isBefore(grant.expiresAt()));
    }

    /** The token as a name that only this server knows. */
    String mint(Grant grant) {
        String token = RandomId.withPrefix("ek_");
        minted.put(token, grant);
        return token;
    }

    /** The same grant in a text that speaks for itself. */
    String sign(Grant grant, Map<String, String> attribution) {
        return signed.sign(grant, attribution, clock.instant());
    }

    /** When a token that is made now expires: at a whole second, as the signed text says it, and not before it was asked to. */
    Instant expiry(long seconds) {
        Instant due = clock.instant().plusSeconds(seconds);
        Instant whole = due.truncatedTo(ChronoUnit.SECONDS);
        return whole.equals(due) ? whole : whole.plusSeconds(1);
    }

    private Optional<Grant> find(String key) {
        Grant grant = minted.get(key);
        return grant == null ? signed.read(key) : Optional.of(grant);
    }
}
