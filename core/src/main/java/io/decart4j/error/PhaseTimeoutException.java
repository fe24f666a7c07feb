package io.decart4j.error;

import java.time.Duration;

/** A phase of connecting took longer than its limit. */
public final class PhaseTimeoutException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final String phase;
    private final Duration limit;

    /**
     * A phase that did not end in time.
     *
     * @param phase the phase's name, for example {@code websocket}
     */
    public PhaseTimeoutException(String phase, Duration limit) {
        super(ErrorCode.WEBRTC_TIMEOUT_ERROR, phase + " timed out after " + limit.toMillis() + "ms", null);
        this.phase = phase;
        this.limit = limit;
    }

    /** The phase, for example {@code websocket} or {@code webrtc-handshake}. */
    public String phase() {
        return phase;
    }

    /** The limit that was exceeded. */
    public Duration limit() {
        return limit;
    }
}
