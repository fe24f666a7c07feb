package io.decart4j.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A command that was not carried out; the session goes on. */
public final class CommandException extends DecartException {

    private static final long serialVersionUID = 1L;

    /** Why a command was not carried out. */
    public enum Reason {
        /** The server refused it, for example through moderation. */
        REJECTED,
        /** No acknowledgement came in time. */
        TIMED_OUT,
        /** There is no connection to send it on. */
        NOT_CONNECTED,
        /** The connection was lost before the acknowledgement came; whether it took effect is unknown. */
        CONNECTION_LOST,
        /** Too many commands are waiting. */
        TOO_MANY
    }

    private final Reason reason;

    private CommandException(ErrorCode code, Reason reason, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.reason = reason;
    }

    /**
     * The server said no.
     *
     * @param text the server's words, or null when it gave none
     */
    public static CommandException rejected(String command, @Nullable String text) {
        String message = text == null ? "Failed to send " + command : text;
        return new CommandException(ErrorCode.WEBRTC_SERVER_ERROR, Reason.REJECTED, message, null);
    }

    /** No acknowledgement came within the limit. */
    public static CommandException timedOut(String command, Duration limit) {
        String message = command + " timed out after " + limit.toMillis() + "ms";
        return new CommandException(ErrorCode.WEBRTC_TIMEOUT_ERROR, Reason.TIMED_OUT, message, null);
    }

    /**
     * There is no connection.
     *
     * @param state the session's state in the words of the official SDKs
     */
    public static CommandException notConnected(String state) {
        String message = "Cannot send message: connection is " + state;
        return new CommandException(ErrorCode.WEBRTC_SIGNALING_ERROR, Reason.NOT_CONNECTED, message, null);
    }

    /** The connection went away under a command that was waiting. */
    public static CommandException connectionLost(String command, @Nullable Throwable cause) {
        String message = "The connection was lost before the " + command + " was acknowledged";
        return new CommandException(ErrorCode.WEBRTC_WEBSOCKET_ERROR, Reason.CONNECTION_LOST, message, cause);
    }

    /** The bound of waiting commands is reached. */
    public static CommandException tooMany(int capacity) {
        String message = "At most " + capacity + " commands may wait at once";
        return new CommandException(ErrorCode.INVALID_INPUT, Reason.TOO_MANY, message, null);
    }

    /** Why it was not carried out. */
    public Reason reason() {
        return reason;
    }
}
