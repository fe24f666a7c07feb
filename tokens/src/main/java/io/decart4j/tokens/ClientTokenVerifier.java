package io.decart4j.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.decart4j.address.BaseUrls;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.error.TokenVerifyException.Reason;
import io.decart4j.flow.WallClock;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Tells whether the platform has made a client token, without asking it about each: the signature (EdDSA) by the platform's public
 * keys, the time with a leeway, issuer and audience. What the token is good for is in its claims and is the caller's to check;
 * <em>any</em> customer's token passes, so a service asks for its own organization or key too. Thread-safe; one is enough for a
 * process, because each has its own keys.
 *
 * <p>Keys are fetched when first needed and then once an hour; a token that names an unknown key has them fetched anew, at most once
 * a minute, however many tokens there are. A request takes at most 10 s, and while it fails the old keys go on.
 */
public final class ClientTokenVerifier {

    /** The service's platform: issuer and audience of its tokens, and where its keys are. */
    public static final URI PLATFORM = URI.create("https://platform.decart.ai");

    private static final String KEYS = "/api/auth/jwks";
    private static final Duration LONGEST_LEEWAY = Duration.ofHours(1);

    private final KeySet keys;
    private final DefaultJWTClaimsVerifier<?> rules;

    private ClientTokenVerifier(Builder from) {
        keys = new KeySet(KeyRequest.to(from.http, URI.create(from.platform + KEYS)));
        rules = new Rules(from.platform.toString());
        rules.setMaxClockSkew((int) from.leeway.toSeconds());
    }

    /** A verifier of the service's tokens. */
    public static ClientTokenVerifier create() {
        return builder().build();
    }

    /** Another platform, another HTTP client. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token at each subscription. Errors with {@link TokenVerifyException}, whose reason tells a bad token from keys that
     * could not be had. Completes at once while the keys are there, else on an event loop of the HTTP client; takes about a tenth of
     * a millisecond of its thread.
     *
     * @param token a JWT; what begins with {@code ek_} is none and is {@code MALFORMED}
     */
    public Mono<VerifiedClientToken> verify(String token) {
        return Mono.defer(() -> {
            SignedJWT jwt = Jwt.parse(token);
            return keys.key(jwt.getHeader().getKeyID()).map(key -> verified(jwt, key));
        });
    }

    private VerifiedClientToken verified(SignedJWT jwt, JWSVerifier key) {
        try {
            if (!jwt.verify(key)) {
                throw refused(Reason.UNTRUSTED, "is not signed by the key that it names");
            }
            rules.verify(jwt.getJWTClaimsSet(), null);
        } catch (ExpiredJWTException e) {
            throw refused(Reason.EXPIRED, "has expired");
        } catch (BadJWTException e) {
            // Nimbus says which claim, and quotes what it takes and got: hosts, names and times.
            throw refused(Reason.UNTRUSTED, "is refused: " + e.getMessage());
        } catch (JOSEException e) {
            throw new TokenVerifyException(Reason.UNTRUSTED, "The client token cannot be verified", e);
        } catch (ParseException e) {
            throw refused(Reason.MALFORMED, "has claims of another kind");
        }
        return new VerifiedClientToken(ClaimsReader.of(Jwt.payload(jwt)));
    }

    private static TokenVerifyException refused(Reason reason, String why) {
        return new TokenVerifyException(reason, "The client token " + why, null);
    }

    private static final class Rules extends DefaultJWTClaimsVerifier<com.nimbusds.jose.proc.SecurityContext> {

        Rules(String platform) {
            super(platform, new JWTClaimsSet.Builder().issuer(platform).build(), Set.of("exp", "sub", "iss", "aud"));
        }

        @Override
        protected Date currentTime() {
            return Date.from(WallClock.now());
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private URI platform = PLATFORM;
        private @Nullable String platformUrl;
        private boolean allowInsecure;
        private Duration leeway = Duration.ofSeconds(30);
        private HttpClient http = HttpClient.create();

        private Builder() {}

        /**
         * The platform whose tokens are taken: an {@code https:} URL, {@code http:} for this machine only, such as that of a local
         * server. Its keys are fetched from {@code /api/auth/jwks} below it.
         */
        public Builder platformUrl(String url) {
            this.platformUrl = Objects.requireNonNull(url, "platformUrl");
            return this;
        }

        /** Allows {@code http:} to other hosts: who is in between can then put in keys of his own. */
        public Builder allowInsecure(boolean allow) {
            this.allowInsecure = allow;
            return this;
        }

        /** How far the clocks may be apart: none to one hour in whole seconds, 30 s by default. */
        public Builder leeway(Duration tolerance) {
            boolean whole = tolerance.equals(Duration.ofSeconds(tolerance.toSeconds()));
            if (!whole || tolerance.isNegative() || tolerance.compareTo(LONGEST_LEEWAY) > 0) {
                throw InvalidOptionException.of("leeway", "takes 0 s to 1 h in whole seconds, got " + tolerance);
            }
            this.leeway = tolerance;
            return this;
        }

        /** The HTTP client that fetches the keys: event loops, proxies, trust store. */
        public Builder httpClient(HttpClient client) {
            this.http = Objects.requireNonNull(client, "httpClient");
            return this;
        }

        /**
         * The verifier; asks nobody yet.
         *
         * @throws InvalidOptionException {@code INVALID_BASE_URL} for {@code platformUrl}
         */
        public ClientTokenVerifier build() {
            if (platformUrl != null) {
                platform = BaseUrls.platform(platformUrl, allowInsecure);
            }
            return new ClientTokenVerifier(this);
        }
    }
}
