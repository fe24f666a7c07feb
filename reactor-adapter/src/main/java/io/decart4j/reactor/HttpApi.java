package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.websocket.BoundedBody;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Calls of the service's HTTP API: the key in a header, an answer within its bounds, and the service's words in the error. */
final class HttpApi {

    private final HttpClient http;
    private final URI base;
    private final ErrorWords words;

    HttpApi(HttpClient http, URI base, String apiKey) {
        this.http = http.headers(headers -> headers.set("x-api-key", apiKey));
        this.base = base;
        this.words = new ErrorWords(new KeyGuard(apiKey));
    }

    /** What a call that has failed is told as. */
    interface Failure {

        /**
         * The error.
         *
         * @param status the HTTP status, or 0 when no answer came
         * @param words what went wrong, behind what was to be done
         */
        DecartException of(int status, String words, @Nullable Throwable cause);
    }

    /** The body of an answer with a status of 2xx, which may be empty. */
    Mono<byte[]> call(
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
                        e -> failure.of(0, e.getClass().getSimpleName(), WebSocketConnector.withoutUrl(e)));
    }
}
