package io.decart4j.proxy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.TokenVerifyException;
import io.decart4j.tokens.ClientTokenClaims;
import io.decart4j.tokens.ClientTokenVerifier;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/**
 * Lets in who has a client token of ours: the JWT that an official client gives as its key. It has to be signed by the platform, in
 * time, of our organization or made by one of our keys, and good for the model and the origin that are asked for. The service is then
 * asked with the proxy's own key, so how long a session lasts and how many there are is the proxy's to limit, and not the token's.
 * Takes no key in its opaque form, {@code ek_…}: only the service knows those.
 *
 * <p>Who is refused is told in words by which official clients know that another attempt is of no use; while the platform's keys
 * cannot be had, a client may come again. Thread-safe.
 */
public final class ClientTokenAuthentication implements Function<ServerRequest, Mono<Caller>> {

    /** The attribute of a {@link Caller} that has the {@link ClientTokenClaims}. */
    public static final String CLAIMS = "clientToken";

    private final ClientTokenVerifier verifier;
    private final @Nullable String organization;
    private final Set<String> apiKeys;
    private final Function<? super ClientTokenClaims, String> callerName;

    private ClientTokenAuthentication(Builder from) {
        this.verifier = from.verifier;
        this.organization = from.organization;
        this.apiKeys = from.apiKeys;
        this.callerName = from.callerName;
    }

    /** Says whose tokens are taken. */
    public static Builder builder(ClientTokenVerifier verifier) {
        return new Builder(verifier);
    }

    /** The caller, with the token's claims in its attributes; empty for one without a key. */
    @Override
    public Mono<Caller> apply(ServerRequest request) {
        return Mono.justOrEmpty(key(request))
                .flatMap(verifier::verify)
                .map(token -> caller(token.claims(), request))
                .onErrorMap(
                        ClientTokenAuthentication::isFinal, e -> refused(HttpStatus.UNAUTHORIZED, "Invalid API key"));
    }

    /** Sessions have it in the URL, because browsers set no header of a WebSocket; requests over HTTP have the header. */
    private static Optional<String> key(ServerRequest request) {
        return request.queryParam("api_key")
                .or(() -> Optional.ofNullable(request.headers().firstHeader("x-api-key")));
    }

    private Caller caller(ClientTokenClaims claims, ServerRequest request) {
        boolean ours = organization != null && organization.equals(claims.organizationId());
        boolean byOurKey = claims.apiKeyId() != null && apiKeys.contains(claims.apiKeyId());
        if (!ours && !byOurKey) {
            throw refused(HttpStatus.UNAUTHORIZED, "Invalid API key");
        }
        String model = request.attribute(SignalingProxy.MODEL_ATTRIBUTE)
                .map(String::valueOf)
                .or(() -> request.queryParam("model"))
                .orElse("");
        if (!claims.allowsModel(model)) {
            throw refused(HttpStatus.FORBIDDEN, "Model not allowed: " + model);
        }
        if (!claims.allowsOrigin(request.headers().firstHeader("Origin"))) {
            throw refused(HttpStatus.FORBIDDEN, "Origin not allowed");
        }
        return new Caller(callerName.apply(claims), Map.of(CLAIMS, claims));
    }

    private static boolean isFinal(Throwable e) {
        return e instanceof TokenVerifyException refused
                && refused.reason() != TokenVerifyException.Reason.KEYS_UNAVAILABLE;
    }

    private static ResponseStatusException refused(HttpStatus status, String words) {
        return new ResponseStatusException(status, words);
    }

    /** One by its own id, else by who it was made for. */
    private static String tokenOf(ClientTokenClaims claims) {
        return claims.tokenId() != null ? claims.tokenId() : claims.userId();
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final ClientTokenVerifier verifier;
        private @Nullable String organization;
        private Set<String> apiKeys = Set.of();
        private Function<? super ClientTokenClaims, String> callerName = ClientTokenAuthentication::tokenOf;

        private Builder(ClientTokenVerifier verifier) {
            this.verifier = Objects.requireNonNull(verifier, "verifier");
        }

        /** Takes tokens of this organization. */
        public Builder organization(String id) {
            this.organization = Objects.requireNonNull(id, "organization");
            return this;
        }

        /** Takes tokens that were made by one of these permanent keys, which are named by their ids. */
        public Builder apiKeys(Set<String> ids) {
            this.apiKeys = Set.copyOf(ids);
            return this;
        }

        /**
         * Whose sessions are counted together; by default each token's own. A name that is given with a token, as in {@code
         * claims.attribution().get("user")}, is better: a user may have several tokens.
         */
        public Builder callerName(Function<? super ClientTokenClaims, String> name) {
            this.callerName = Objects.requireNonNull(name, "callerName");
            return this;
        }

        /**
         * The authentication, for {@link SignalingProxy#builder}.
         *
         * @throws InvalidOptionException when it is not said whose tokens are taken: every customer's are signed alike
         */
        public ClientTokenAuthentication build() {
            if (organization == null && apiKeys.isEmpty()) {
                throw new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        "organization",
                        "organization or apiKeys takes whose client tokens may come in: every customer's are signed alike");
            }
            return new ClientTokenAuthentication(this);
        }
    }
}
