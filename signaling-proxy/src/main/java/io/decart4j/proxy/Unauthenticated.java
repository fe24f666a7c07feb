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

    /** What the client is told: the application's own words for a refusal, nothing of what broke. */
    Ending ending() {
        if (!(getCause() instanceof ErrorResponse refusal)) {
            return Ending.busy("The caller could not be checked");
        }
        HttpStatusCode status = refusal.getStatusCode();
        String detail = refusal.getBody().getDetail();
        if (!status.is4xxClientError() || status.isSameCodeAs(HttpStatus.REQUEST_TIMEOUT)) {
            return Ending.busy("The caller could not be checked");
        }
        if (status.isSameCodeAs(HttpStatus.TOO_MANY_REQUESTS)) {
            return Ending.busy(detail == null ? "Rate limit exceeded" : detail);
        }
        return Ending.forbidden(detail == null ? "Unauthorized" : detail);
    }
}
