package io.decart4j.reactor;

import io.decart4j.error.TokenCreateException;
import io.decart4j.reactor.internal.control.HttpApi;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import io.decart4j.tokens.ClientTokenClaims;
import io.decart4j.tokens.ClientTokenVerifier;
import io.decart4j.tokens.VerifiedClientToken;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Makes client tokens, short-lived keys that may be given to end users, and tells whether one is the platform's. */
public final class TokensClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpApi api;
    private final ClientTokenVerifier verifier;

    TokensClient(HttpApi api, ClientTokenVerifier verifier) {
        this.api = api;
        this.verifier = verifier;
    }

    /** A token with the server's defaults. */
    public Mono<ClientToken> create() {
        return create(TokenRequest.builder().build());
    }

    /**
     * A token at each subscription. Errors with {@link TokenCreateException}, which has the HTTP status of a refusal, for
     * example 403 when the client's own key is a client token.
     */
    public Mono<ClientToken> create(TokenRequest request) {
        Objects.requireNonNull(request, "request");
        return api.call(
                        http -> http.headers(headers -> headers.set("content-type", "application/json"))
                                .post()
                                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.toJson()))),
                        "/v1/client/tokens",
                        LIMIT,
                        (status, words, cause) ->
                                new TokenCreateException(status, "Failed to create token: " + words, cause))
                .map(ClientToken::fromJson);
    }

    /**
     * Tells at each subscription whether the platform has made a token, by its public keys and without asking about this one. Any
     * customer's token passes; whose it is and what it is good for is in its claims. Errors with
     * {@link io.decart4j.error.TokenVerifyException}.
     *
     * @param token the {@link ClientToken#token()} of a client token; its {@code apiKey} is none
     */
    public Mono<VerifiedClientToken> verify(String token) {
        return verifier.verify(Objects.requireNonNull(token, "token"));
    }

    /**
     * Reads a token without verifying it: for its own holder.
     *
     * @throws io.decart4j.error.TokenVerifyException {@code MALFORMED} for what is none
     */
    public ClientTokenClaims decode(String token) {
        return ClientTokenClaims.decode(Objects.requireNonNull(token, "token"));
    }
}
