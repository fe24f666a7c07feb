package io.decart4j.proxy;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a connection ends.
 *
 * @param by whose doing it is
 * @param code the close code; {@link #NO_CODE} for a close frame without one, {@link #LOST} for none at all
 * @param error what the client is told before the close frame, or null
 */
record CloseReason(By by, int code, String reason, @Nullable String error) {

    static final int NO_CODE = 1005;
    static final int LOST = 1006;

    private static final int POLICY_VIOLATION = 1008;
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int BAD_GATEWAY = 1014;
    private static final int GOING_AWAY = 1001;
    private static final int TOO_BIG = 1009;
    private static final int LONGEST_REASON = 123; // what a control frame has room for

    enum By {
        CLIENT,
        SERVICE,
        PROXY
    }

    /** For what a second try cannot mend; the text says so to the official clients. */
    static CloseReason forbidden(String error) {
        return refused(LastingRefusal.of(error));
    }

    static CloseReason refused(String error) {
        return new CloseReason(By.PROXY, POLICY_VIOLATION, error, error);
    }

    /** For what the client did wrong; told in the close frame only. */
    static CloseReason violation(String reason) {
        return new CloseReason(By.PROXY, POLICY_VIOLATION, reason, null);
    }

    static CloseReason tooBig() {
        return new CloseReason(By.PROXY, TOO_BIG, "Message too big", null);
    }

    static CloseReason busy(String error) {
        return new CloseReason(By.PROXY, TRY_AGAIN_LATER, error, error);
    }

    static CloseReason goingAway() {
        return new CloseReason(By.PROXY, GOING_AWAY, "The proxy is shutting down", null);
    }

    /** For a service that cannot be reached, or was lost. */
    static CloseReason badGateway(@Nullable String error) {
        return new CloseReason(By.SERVICE, BAD_GATEWAY, "Upstream connection lost", error);
    }

    /** For a client from which nothing comes any more. */
    static CloseReason silent() {
        return new CloseReason(By.CLIENT, LOST, "", null);
    }

    /** What the other side is told of it: a close frame cannot say that there was none. */
    CloseReason passedOn() {
        if (code != LOST) {
            return this;
        }
        return by == By.CLIENT ? new CloseReason(by, GOING_AWAY, "", null) : badGateway(null);
    }

    CloseReason withReason(String text) {
        return new CloseReason(by, code, text, error);
    }

    /** The reason, cut to what fits without half a character. */
    String shortReason() {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }
}
