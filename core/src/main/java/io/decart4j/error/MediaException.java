package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** The media connection failed, was lost or is refused, or the native media library is not there. */
public final class MediaException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private MediaException(ErrorCode code, String message, boolean permanent, @Nullable Throwable cause) {
        super(code, message, cause);
        this.permanent = permanent;
    }

    /** The connection between the peers failed or was lost. */
    public static MediaException lost(String message) {
        return new MediaException(ErrorCode.WEBRTC_ICE_ERROR, message, false, null);
    }

    /** The same, with what it was lost by. */
    public static MediaException lost(String message, Throwable cause) {
        return new MediaException(ErrorCode.WEBRTC_ICE_ERROR, message, false, cause);
    }

    /** The other side does not want this client's media, and another attempt will not change that. */
    public static MediaException refused(String message, @Nullable Throwable cause) {
        return new MediaException(ErrorCode.WEBRTC_SIGNALING_ERROR, message, true, cause);
    }

    /** A step of the negotiation failed. */
    public static MediaException negotiation(String message, @Nullable Throwable cause) {
        return new MediaException(ErrorCode.WEBRTC_SIGNALING_ERROR, message, false, cause);
    }

    /** This host cannot do media at all, and another attempt will not change that. */
    public static MediaException unavailable(String message, Throwable cause) {
        return new MediaException(ErrorCode.WEBRTC_SIGNALING_ERROR, message, true, cause);
    }

    boolean permanent() {
        return permanent;
    }
}
