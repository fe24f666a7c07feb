package io.decart4j.reactor.internal.control;

import io.decart4j.error.DecartException;
import io.decart4j.websocket.BoundedBody;
import io.decart4j.websocket.DefaultTls;
import io.decart4j.websocket.NetworkFailure;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Calls of the service's HTTP API: the key in a header, an answer within its bounds, and the service's words in the error. */
public final class HttpApi {

    /** Why nobody is called any more. */
    public static final String CLOSED = "The client is closed: build another one";

    private final HttpClient http;
    private final URI base;
    private final ErrorWords words;
    private final BooleanSupplier closed;

    /**
     * Calls with this key.
     *
     * @param closed whether the client is, which then calls nobody any more
     */
    public HttpApi(HttpClient http, URI base, String apiKey, BooleanSupplier closed) {
        this.closed = closed;
        this.http = http.headers(headers -> headers.set("x-api-key", apiKey));
        this.base = base;
        this.words = new ErrorWords(new KeyGuard(apiKey));
    }

    /** What a call that has failed is told as. */
    public interface Failure {

        /**
         * The error.
         *
         * @param status the HTTP status, or 0 when no answer came
         * @param words what went wrong, behind what was to be done
         */
        DecartException of(int status, String words, @Nullable Throwable cause);
    }

    /** The body of an answer with a status of 2xx, which may be empty. */
    public Mono<byte[]> call(
            Function<HttpClient, HttpClient.ResponseReceiver<?>> request,
            String path,
            Duration limit,
            Failure failure) {
        return Mono.defer(() -> closed.getAsBoolean()
                ? Mono.error(failure.of(0, CLOSED, null))
                : DefaultTls.before(called(request, path, limit, failure)));
    }

    private Mono<byte[]> called(
            Function<HttpClient, HttpClient.ResponseReceiver<?>> request,
            String path,
            Duration limit,
            Failure failure) {
        return request.apply(http)
                .uri(base + path)
                .response((response, body) -> {
                    int status = response.status().code();
                    Mono<byte[]> answer = BoundedBody.of(
                            body.asByteArray(),
                            BoundedBody.LONGEST_JSON,
                            () -> failure.of(status, status + " - The answer is too long", null));
                    return status >= 200 && status <= 299
                            ? answer
                            : answer.flatMap(text ->
                                    Mono.<byte[]>error(failure.of(status, status + " - " + words.of(text), null)));
                })
                .single()
                .timeout(limit)
                .onErrorMap(
                        e -> !(e instanceof DecartException),
                        e -> failure.of(0, NetworkFailure.words(e), NetworkFailure.withoutUrl(e)));
    }
}
