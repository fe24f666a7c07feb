package io.decart4j.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The codec in terms of text, as the specification writes its examples. */
public final class Wire {

    private Wire() {}

    /** The frame of a client's message. */
    public static String json(ClientMessage message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        SignalingCodec.write(message, frame);
        return frame.toString(UTF_8);
    }

    static String json(ServerMessage message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        SignalingCodec.write(message, frame);
        return frame.toString(UTF_8);
    }

    static ClientMessage client(String json) {
        return SignalingCodec.readClientMessage(json.getBytes(UTF_8));
    }

    static ServerMessage server(String json) {
        return SignalingCodec.readServerMessage(json.getBytes(UTF_8));
    }
}
