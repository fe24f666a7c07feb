package io.decart4j.proxy;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;

/** A whole data frame on the heap, where nothing has to be released. The bytes do not change any more. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(boolean text, byte[] bytes) {

    static Frame copyOf(WebSocketFrame frame) {
        return new Frame(frame instanceof TextWebSocketFrame, ByteBufUtil.getBytes(frame.content()));
    }

    static Frame of(ClientMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(SignalingCodec.sizeHint(message));
        SignalingCodec.write(message, out);
        return new Frame(true, out.toByteArray());
    }

    static Frame of(ServerMessage message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        SignalingCodec.write(message, out);
        return new Frame(true, out.toByteArray());
    }

    WebSocketFrame toNetty() {
        return text
                ? new TextWebSocketFrame(Unpooled.wrappedBuffer(bytes))
                : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public String toString() {
        return "Frame[" + bytes.length + " bytes]";
    }
}
