package io.decart4j.spring.token;

import io.decart4j.token.TokenRequest;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * That somebody may have a client token, and what it is good for.
 *
 * @param principal whose requests are counted together; not sent anywhere
 * @param request what is asked for
 */
public record Grant(String principal, TokenRequest request) {

    /** Takes a principal that is not blank. */
    public Grant {
        Objects.requireNonNull(request, "request");
        if (principal.isBlank()) {
            throw new IllegalArgumentException("principal takes a name, got a blank one");
        }
    }

    /** A token with the service's defaults: 60 seconds, every model, every origin. */
    public static Grant to(String principal) {
        return to(principal, token -> token);
    }

    /**
     * A token for certain models, origins, durations.
     *
     * @param token fills in what it is good for
     * @throws io.decart4j.error.InvalidOptionException when a part is out of its bounds
     */
    public static Grant to(String principal, UnaryOperator<TokenRequest.Builder> token) {
        return new Grant(principal, token.apply(TokenRequest.builder()).build());
    }
}
