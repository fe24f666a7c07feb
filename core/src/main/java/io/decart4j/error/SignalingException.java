package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** A message that cannot be read, or a peer that does not keep to the protocol. */
public final class SignalingException extends DecartException {

    private static final long serialVersionUID = 1L;

    /**
     * A fault of signaling.
     *
     * @param message what is wrong, without the message's body
     */
    public SignalingException(String message, @Nullable Throwable cause) {
        super(ErrorCode.WEBRTC_SIGNALING_ERROR, message, cause);
    }
}
