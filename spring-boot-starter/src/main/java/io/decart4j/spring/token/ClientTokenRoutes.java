package io.decart4j.spring.token;

import io.decart4j.error.DecartException;
import io.decart4j.error.TokenCreateException;
import io.decart4j.flow.CallersCode;
import io.decart4j.reactor.TokensClient;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * A route on which end users get client tokens: {@code 200} with the service's own JSON, else {@code problem+json} with
 * 401 (who is that?), 403 (not this one), 429 with {@code Retry-After}, or 502 (the service gave none). The permanent key,
 * and what the service says about it, go nowhere.
 */
public final class ClientTokenRoutes {

    /** The path of {@link #post(TokensClient, Function)}. */
    public static final String DEFAULT_PATH = "/api/realtime-token";

    private static final Logger log = LoggerFactory.getLogger(ClientTokenRoutes.class);

    private final Function<? super TokenRequest, Mono<ClientToken>> mint;
    private final Function<? super ServerRequest, Mono<Grant>> authorize;
    private final Buckets buckets;

    ClientTokenRoutes(
            Function<? super TokenRequest, Mono<ClientToken>> mint,
            Function<? super ServerRequest, Mono<Grant>> authorize,
            Buckets buckets) {
        this.mint = mint;
        this.authorize = authorize;
        this.buckets = buckets;
    }

    /**
     * {@code POST /api/realtime-token} with the default rate limit.
     *
     * @param authorize who may have a token, and for what; empty for a caller that is not known (401), an error such as
     *     {@code ResponseStatusException} for one that may not (403)
     */
    public static RouterFunction<ServerResponse> post(
            TokensClient tokens, Function<? super ServerRequest, Mono<Grant>> authorize) {
        return post(DEFAULT_PATH, tokens, authorize, RateLimit.DEFAULT);
    }

    /** The same on another path and with another rate limit, which holds for this route in this process. */
    public static RouterFunction<ServerResponse> post(
            String path, TokensClient tokens, Function<? super ServerRequest, Mono<Grant>> authorize, RateLimit limit) {
        ClientTokenRoutes routes =
                new ClientTokenRoutes(tokens::create, authorize, new Buckets(limit, System::nanoTime));
        return RouterFunctions.route().POST(path, routes::answer).build();
    }

    Mono<ServerResponse> answer(ServerRequest request) {
        return CallersCode.hook(() -> authorize.apply(request))
                .map(this::reply)
                .defaultIfEmpty(Problems.of(HttpStatus.UNAUTHORIZED, "This takes a caller that is known"))
                .onErrorResume(e -> Mono.just(refused(e)))
                .flatMap(response -> response);
    }

    private Mono<ServerResponse> reply(Grant grant) {
        Duration wait = buckets.take(grant.principal());
        return wait.isZero() ? minted(grant) : Problems.tooMany(wait);
    }

    private Mono<ServerResponse> minted(Grant grant) {
        return mint.apply(grant.request())
                .flatMap(token -> ServerResponse.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .bodyValue(TokenReply.of(token)))
                .onErrorResume(DecartException.class, e -> {
                    // Its message has the service's words, which may have anything in them.
                    log.warn("No client token for a caller: {}", reason(e));
                    return Problems.of(HttpStatus.BAD_GATEWAY, "The service gave no token");
                });
    }

    private static String reason(DecartException e) {
        return e instanceof TokenCreateException refused
                ? "status " + refused.status()
                : e.code().name();
    }

    private static Mono<ServerResponse> refused(Throwable e) {
        if (e instanceof ErrorResponse known) {
            return Problems.of(known);
        }
        log.error("A hook for client tokens failed", e);
        return Problems.of(HttpStatus.INTERNAL_SERVER_ERROR, "The caller could not be checked");
    }
}
