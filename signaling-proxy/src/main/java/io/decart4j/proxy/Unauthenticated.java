package io.decart4j.proxy;

import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;

/** That the application's authentication did not name a caller but failed, which is the cause. */
final class Unauthenticated extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unauthenticated(Throwable cause) {
        super(null, cause, false, false);
    }

    /** The same for a request over HTTP. */
    HttpStatus status() {
        HttpStatusCode refused =
                getCause() instanceof ErrorResponse refusal ? refusal.getStatusCode() : HttpStatus.SERVICE_UNAVAILABLE;
        HttpStatus known = HttpStatus.resolve(refused.value());
        return known != null && known.is4xxClientError() ? known : HttpStatus.SERVICE_UNAVAILABLE;
    }

    /** What the client is told: the application's own words for a refusal, nothing of what broke. */
    CloseReason closeReason() {
        if (!(getCause() instanceof ErrorResponse refusal)) {
            return CloseReason.busy("The caller could not be checked");
        }
        HttpStatusCode status = refusal.getStatusCode();
        String detail = refusal.getBody().getDetail();
        if (!status.is4xxClientError() || status.isSameCodeAs(HttpStatus.REQUEST_TIMEOUT)) {
            return CloseReason.busy("The caller could not be checked");
        }
        if (status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return CloseReason.busy(detail == null ? "Rate limit exceeded" : detail);
        }
        return CloseReason.forbidden(detail == null ? "Unauthorized" : detail);
    }
}
