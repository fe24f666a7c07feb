package io.decart4j.error;

/** The server sent an {@code error} message; its words are the message. */
public final class ServerException extends DecartException {

    private static final long serialVersionUID = 1L;

    /**
     * An error in the server's own words.
     *
     * @param text what the server said
     */
    public ServerException(String text) {
        super(ErrorCode.WEBRTC_SERVER_ERROR, text, null);
    }
}
