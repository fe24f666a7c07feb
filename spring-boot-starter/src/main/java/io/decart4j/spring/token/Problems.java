package io.decart4j.spring.token;

import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Refusals as {@code application/problem+json}. */
final class Problems {

    private Problems() {}

    static Mono<ServerResponse> of(HttpStatusCode status, String detail) {
        return builder(status).bodyValue(ProblemDetail.forStatusAndDetail(status, detail));
    }

    static Mono<ServerResponse> tooMany(Duration wait) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        return builder(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .bodyValue(ProblemDetail.forStatusAndDetail(
                        HttpStatus.TOO_MANY_REQUESTS, "Too many tokens; the next one in " + seconds + " s"));
    }

    /** What a hook threw in Spring's own terms. */
    static Mono<ServerResponse> of(ErrorResponse error) {
        return builder(error.getStatusCode())
                .headers(headers -> headers.addAll(error.getHeaders()))
                .bodyValue(error.getBody());
    }

    private static ServerResponse.BodyBuilder builder(HttpStatusCode status) {
        return ServerResponse.status(status)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }
}
