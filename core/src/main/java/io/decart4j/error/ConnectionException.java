package io.decart4j.error;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The control WebSocket could not be opened, was refused, or was lost. */
public final class ConnectionException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final int httpStatus;
    private final int closeCode;

    private ConnectionException(
            ErrorCode code, String message, int httpStatus, int closeCode, @Nullable Throwable cause) {
        super(code, message, cause);
        this.httpStatus = httpStatus;
        this.closeCode = closeCode;
    }

    /** The network failed before or after the upgrade. */
    public static ConnectionException failed(String message, @Nullable Throwable cause) {
        return new ConnectionException(ErrorCode.WEBRTC_WEBSOCKET_ERROR, message, 0, 0, cause);
    }

    /** The server answered the upgrade with an HTTP status of its own; 401 and 403 say that the key is no good. */
    public static ConnectionException refused(int httpStatus) {
        boolean key = httpStatus == 401 || httpStatus == 403;
        return new ConnectionException(
                key ? ErrorCode.INVALID_API_KEY : ErrorCode.WEBRTC_WEBSOCKET_ERROR,
                key
                        ? "The server refused the API key (HTTP " + httpStatus + ")"
                        : "The server refused the WebSocket upgrade (HTTP " + httpStatus + ")",
                httpStatus,
                0,
                null);
    }

    /** The socket was closed by the other end. */
    public static ConnectionException closed(int closeCode, String reason) {
        String text = "WebSocket closed: " + closeCode + (reason.isEmpty() ? "" : " " + reason);
        return new ConnectionException(ErrorCode.WEBRTC_WEBSOCKET_ERROR, text, 0, closeCode, null);
    }

    /** The HTTP status that the upgrade was refused with. */
    public OptionalInt httpStatus() {
        return httpStatus == 0 ? OptionalInt.empty() : OptionalInt.of(httpStatus);
    }

    /** The WebSocket close code; 1006 when the socket ended without one. */
    public OptionalInt closeCode() {
        return closeCode == 0 ? OptionalInt.empty() : OptionalInt.of(closeCode);
    }
}
