package io.decart4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.SignalingCodec;
import java.util.Optional;

/** A client's frame as the server reads and remembers it: in bounds, and without keys. For the fuzzer. */
public final class ReceivedFrameTarget {

    private static final String KEY = "dct_test";
    private static final int LONGEST = 64 * 1024 + 1;

    private ReceivedFrameTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] frame) {
        Optional<ClientMessage> message;
        try {
            message = Optional.of(SignalingCodec.readClientMessage(frame));
        } catch (SignalingException e) {
            message = Optional.empty();
        }
        LogRedaction elision = new LogRedaction(KEY);
        ReceivedMessage shown = elision.received(true, message, frame);
        UpgradeQueryTarget.hold(shown.text().length() <= LONGEST, "a text that is too long to be kept");
        UpgradeQueryTarget.hold(shown.type().length() <= 64, "a type that is too long to be kept");
        UpgradeQueryTarget.hold(!shown.text().contains(KEY), "the key is shown");
        // What was shown can be shown again.
        String again = elision.of(shown.text().getBytes(UTF_8));
        UpgradeQueryTarget.hold(!again.contains(KEY), "the key is shown the second time");
    }
}
