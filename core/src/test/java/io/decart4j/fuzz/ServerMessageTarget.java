package io.decart4j.fuzz;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A frame that a server sent is a message, which survives being written, or a refusal that does not quote it. */
public final class ServerMessageTarget {

    private ServerMessageTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] frame) {
        ServerMessage message;
        try {
            message = SignalingCodec.readServerMessage(frame);
        } catch (SignalingException e) {
            Finding.oneOf(Refusals.OF_CODEC, e);
            return;
        }
        Finding.same(message, SignalingCodec.readServerMessage(new ByteArrayInputStream(frame)));
        if (!(message instanceof ServerMessage.Unknown)) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            SignalingCodec.write(message, again);
            Finding.same(message, SignalingCodec.readServerMessage(again.toByteArray()));
        }
    }
}
