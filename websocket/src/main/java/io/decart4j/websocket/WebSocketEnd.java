package io.decart4j.websocket;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a connection has ended.
 *
 * @param code the close code of the other side; {@link #NO_CODE} for a close frame without one, {@link #LOST} for no close frame;
 *     {@link #TOO_BIG} also for a message that this side does not take
 * @param reason the other side's words, perhaps empty
 * @param failure what broke the connection on this side, or null; may quote the URL
 */
public record WebSocketEnd(
        int code, String reason, @Nullable Throwable failure) {

    /** A close frame without a code. */
    public static final int NO_CODE = 1005;

    /** No close frame. */
    public static final int LOST = 1006;

    /** A message with too many bytes. */
    public static final int TOO_BIG = 1009;

    static WebSocketEnd of(WebSocketCloseStatus status) {
        String reason = status.reasonText() == null ? "" : status.reasonText();
        return new WebSocketEnd(status.code() < 0 ? NO_CODE : status.code(), reason, null);
    }

    static WebSocketEnd of(Throwable failure) {
        boolean tooBig = failure instanceof TooLongFrameException
                || (failure instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
        return new WebSocketEnd(tooBig ? TOO_BIG : LOST, "", failure);
    }
}
