package io.decart4j.tokens;

import com.nimbusds.jose.JWSVerifier;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.error.TokenVerifyException.Reason;
import io.decart4j.flow.MonotonicTime;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The platform's keys by their ids, fetched when they are first needed, when they are an hour old, and when a token names one that
 * is not among them; whoever needs them meanwhile shares the one request. What cannot be fetched leaves the old keys in force.
 */
final class KeySet {

    private static final Logger log = LoggerFactory.getLogger(KeySet.class);

    static final Duration LIFETIME = Duration.ofHours(1);

    /** Between two requests: anybody can write a token that names an unknown key. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    /** The same while there are no keys at all, and nobody can be verified. */
    static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

    private final Mono<Map<String, JWSVerifier>> fetch;
    private final Object lock = new Object();
    private @Nullable Map<String, JWSVerifier> keys;
    private long fetchedAt;
    private boolean asked;
    private long askedAt;
    private @Nullable Mono<Map<String, JWSVerifier>> asking;
    private @Nullable TokenVerifyException failure;

    /** @param fetch asks at each subscription; bounded in time, and errors with {@code KEYS_UNAVAILABLE} */
    KeySet(Mono<Map<String, JWSVerifier>> fetch) {
        this.fetch = fetch;
    }

    /** The verifier for a key; errors when there is none. Completes at once, or on the thread of the request. */
    Mono<JWSVerifier> key(String id) {
        return Mono.defer(() -> {
            Mono<Map<String, JWSVerifier>> request;
            synchronized (lock) {
                JWSVerifier known = keys == null ? null : keys.get(id);
                if (known != null && MonotonicTime.since(fetchedAt).compareTo(LIFETIME) < 0) {
                    return Mono.just(known);
                }
                request = request();
            }
            return request == null ? inForce(id) : request.onErrorComplete().then(Mono.defer(() -> inForce(id)));
        });
    }

    /** The request that is under way or now begins; null when it is too soon for another. */
    private @Nullable Mono<Map<String, JWSVerifier>> request() {
        if (asking != null) {
            return asking;
        }
        Duration pause = keys == null ? PAUSE_WITHOUT_KEYS : PAUSE;
        if (asked && MonotonicTime.since(askedAt).compareTo(pause) < 0) {
            return null;
        }
        asked = true;
        askedAt = MonotonicTime.nanos();
        // Who no longer waits for it takes it from nobody.
        asking = fetch.doOnNext(this::fetched).doOnError(this::failed).cache();
        return asking;
    }

    private Mono<JWSVerifier> inForce(String id) {
        synchronized (lock) {
            JWSVerifier key = keys == null ? null : keys.get(id);
            if (key != null) {
                return Mono.just(key);
            }
            return Mono.error(
                    keys == null && failure != null
                            ? new TokenVerifyException(
                                    Reason.KEYS_UNAVAILABLE, failure.getMessage(), failure.getCause())
                            : new TokenVerifyException(
                                    Reason.UNTRUSTED,
                                    "The client token is signed by a key that the platform does not have",
                                    null));
        }
    }

    private void fetched(Map<String, JWSVerifier> newest) {
        synchronized (lock) {
            keys = newest;
            fetchedAt = MonotonicTime.nanos();
            asking = null;
        }
    }

    private void failed(Throwable e) {
        boolean old;
        synchronized (lock) {
            failure = e instanceof TokenVerifyException known
                    ? known
                    : new TokenVerifyException(Reason.KEYS_UNAVAILABLE, "The platform's keys could not be fetched", e);
            asking = null;
            old = keys != null;
        }
        if (old) {
            log.warn("The platform's keys could not be fetched anew; the old ones go on: {}", e.toString());
        }
    }
}
