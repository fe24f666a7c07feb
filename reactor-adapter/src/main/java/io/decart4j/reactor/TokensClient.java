package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.TokenCreateException;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import io.decart4j.tokens.ClientTokenClaims;
import io.decart4j.tokens.ClientTokenVerifier;
import io.decart4j.tokens.VerifiedClientToken;
import io.decart4j.websocket.BoundedBody;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Makes client tokens, short-lived keys that may be given to end users, and tells whether one is the platform's. */
public final class TokensClient {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST_WORDS = 500;

    private final HttpClient http;
    private final URI base;
    private final String apiKey;
    private final KeyGuard guard;
    private final ClientTokenVerifier verifier;

    TokensClient(HttpClient http, URI base, String apiKey, ClientTokenVerifier verifier) {
        this.http = http;
        this.base = base;
        this.apiKey = apiKey;
        this.guard = new KeyGuard(apiKey);
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
        return http.headers(headers -> headers.set("x-api-key", apiKey).set("content-type", "application/json"))
                .post()
                .uri(base + "/v1/client/tokens")
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(request.toJson())))
                .response((response, body) -> {
                    int status = response.status().code();
                    Mono<byte[]> answer = BoundedBody.of(
                            body.asByteArray(),
                            BoundedBody.LONGEST_JSON,
                            () -> refused(status, "The answer is too long"));
                    return status >= 200 && status <= 299
                            ? answer.map(ClientToken::fromJson)
                            : answer.flatMap(text -> Mono.error(refused(status, words(text))));
                })
                .single()
                .timeout(LIMIT)
                .onErrorMap(
                        e -> !(e instanceof DecartException),
                        e -> new TokenCreateException(
                                0, "Failed to create token: " + e.getClass().getSimpleName(), e));
    }

    /**
     * Tells at each subscription whether the platform has made a token, by its public keys and without asking about this one. Any
     * customer's token passes; whose it is and what it is good for is in its claims. Errors with
     * {@link io.decart4j.error.TokenVerifyException}.
     *
     * @param token the {@link ClientToken#token()} of a client token; its {@code apiKey} is none
     */
    public Mono<VerifiedClientToken> verify(String token) {
        return verifier.verify(token);
    }

    /**
     * Reads a token without verifying it: for its own holder.
     *
     * @throws io.decart4j.error.TokenVerifyException {@code MALFORMED} for what is none
     */
    public ClientTokenClaims decode(String token) {
        return ClientTokenClaims.decode(token);
    }

    private String words(byte[] body) {
        String text = body.length == 0 ? "Unknown error" : guard.clean(new String(body, StandardCharsets.UTF_8));
        return text.substring(0, Math.min(text.length(), LONGEST_WORDS));
    }

    private static TokenCreateException refused(int status, String words) {
        return new TokenCreateException(status, "Failed to create token: " + status + " - " + words, null);
    }
}
