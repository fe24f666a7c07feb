package io.decart4j.fuzz;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.SignalingCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A frame that a client sent is a message, which survives being written, or a refusal that does not quote it. */
public final class ClientMessageTarget {

    private ClientMessageTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] frame) {
        ClientMessage message;
        try {
            message = SignalingCodec.readClientMessage(frame);
        } catch (SignalingException e) {
            Finding.oneOf(Refusals.OF_CODEC, e);
            return;
        }
        Finding.same(message, SignalingCodec.readClientMessage(new ByteArrayInputStream(frame)));
        if (!(message instanceof ClientMessage.Unknown)) {
            ByteArrayOutputStream again = new ByteArrayOutputStream();
            SignalingCodec.write(message, again);
            Finding.same(message, SignalingCodec.readClientMessage(again.toByteArray()));
        }
    }
}
