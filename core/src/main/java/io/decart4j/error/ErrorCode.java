package io.decart4j.error;

/** The codes of the official SDKs, spelled as they spell them. */
public enum ErrorCode {
    /** The key is missing, blank or refused. */
    INVALID_API_KEY,
    /** A base URL does not parse, or is not allowed. */
    INVALID_BASE_URL,
    /** A prompt, an image or another input cannot be used. */
    INVALID_INPUT,
    /** An option has a value that it does not take. */
    INVALID_OPTIONS,
    /** No model has this name. */
    MODEL_NOT_FOUND,
    /** A client token could not be made. */
    TOKEN_CREATE_ERROR,
    /** A client token cannot be trusted; the Python SDK's word, as no other verifies. */
    TOKEN_VERIFY_ERROR,
    /** A file could not be uploaded. */
    FILES_UPLOAD_ERROR,
    /** What is known of an uploaded file could not be asked for. */
    FILES_GET_ERROR,
    /** An uploaded file could not be deleted. */
    FILES_DELETE_ERROR,
    /** The quota could not be asked for; no official client asks. */
    QUOTA_ERROR,
    /** The control WebSocket could not be opened, or was lost. */
    WEBRTC_WEBSOCKET_ERROR,
    /** The media connection failed. */
    WEBRTC_ICE_ERROR,
    /** Something took longer than its limit. */
    WEBRTC_TIMEOUT_ERROR,
    /** The server said so; the message has its words. */
    WEBRTC_SERVER_ERROR,
    /** Any other fault of signaling or negotiation. */
    WEBRTC_SIGNALING_ERROR
}
