package io.decart4j.tokens;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.error.TokenVerifyException.Reason;
import io.decart4j.websocket.BoundedBody;
import io.decart4j.websocket.DefaultTls;
import io.decart4j.websocket.NetworkFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Fetches the keys with which the platform signs; keys of other kinds are passed over. */
final class KeyRequest {

    static final Duration LIMIT = Duration.ofSeconds(10);

    private KeyRequest() {}

    static Mono<Map<String, JWSVerifier>> to(HttpClient http, URI url) {
        return DefaultTls.before(http.headers(headers -> headers.set("accept", "application/json"))
                        .get()
                        .uri(url)
                        .responseSingle((response, body) -> {
                            int status = response.status().code();
                            if (status != 200) {
                                return Mono.error(unavailable(url, "status " + status, null));
                            }
                            return BoundedBody.of(
                                    body.asByteArray().flux(),
                                    BoundedBody.LONGEST_JSON,
                                    () -> unavailable(url, "an answer that is too long", null));
                        })
                        .map(body -> keys(url, body)))
                .switchIfEmpty(Mono.error(() -> unavailable(url, "an empty answer", null)))
                .timeout(
                        LIMIT, Mono.error(() -> unavailable(url, "no answer within " + LIMIT.toSeconds() + " s", null)))
                .onErrorMap(
                        e -> !(e instanceof TokenVerifyException), e -> unavailable(url, NetworkFailure.words(e), e));
    }

    private static Map<String, JWSVerifier> keys(URI url, byte[] body) {
        Map<String, JWSVerifier> keys = new HashMap<>();
        try {
            for (JWK key :
                    JWKSet.parse(new String(body, StandardCharsets.UTF_8)).getKeys()) {
                if (key instanceof OctetKeyPair pair
                        && Curve.Ed25519.equals(pair.getCurve())
                        && pair.getKeyID() != null
                        && pair.getDecodedX().length == Ed25519Verifier.KEY_BYTES) {
                    keys.put(pair.getKeyID(), new Ed25519Verifier(pair.getDecodedX()));
                }
            }
        } catch (ParseException | GeneralSecurityException e) {
            throw unavailable(url, "what is no set of keys", e);
        }
        return Map.copyOf(keys);
    }

    private static TokenVerifyException unavailable(URI url, String got, @Nullable Throwable cause) {
        return new TokenVerifyException(
                Reason.KEYS_UNAVAILABLE,
                "The platform's keys could not be fetched from " + url + ": got " + got,
                cause);
    }
}
