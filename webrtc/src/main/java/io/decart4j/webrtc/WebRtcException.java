package io.decart4j.webrtc;

/** A step of the native library that failed; the message starts with the step, for example {@code set remote description: …}. */
public final class WebRtcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WebRtcException(String step, String reason) {
        super(step + ": " + reason);
    }

    WebRtcException(String step, Throwable cause) {
        super(step + ": " + cause.getMessage(), cause);
    }
}
