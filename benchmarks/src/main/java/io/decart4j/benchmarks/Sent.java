package io.decart4j.benchmarks;

import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.Random;

/** What a client sends: one example of each kind. */
@SuppressWarnings("ImmutableEnumChecker") // messages are records
public enum Sent {
    PROMPT(new ClientMessage.Prompt("Cyberpunk city at night, neon lights, rain", true)),
    SET_IMAGE_1_MIB(new ClientMessage.SetImage(new ImagePayload.Inline(image()), "Wear this coat", true)),
    SET_IMAGE_REFERENCE(new ClientMessage.SetImage(new ImagePayload.Reference("file_8f14e45fceea"), "noir", true)),
    PASSTHROUGH(new ClientMessage.Passthrough()),
    OFFER(new ClientMessage.Offer(Sdp.TEXT)),
    ANSWER(new ClientMessage.Answer(Sdp.TEXT)),
    ICE_CANDIDATE(new ClientMessage.IceCandidate(
            new Candidate("candidate:1 1 udp 2122260223 10.0.0.2 52111 typ host generation 0", "0", 0, "4ZcD"))),
    END_OF_CANDIDATES(new ClientMessage.IceCandidate(null)),
    LIVEKIT_JOIN(new ClientMessage.LivekitJoin(false));

    private final ClientMessage message;

    Sent(ClientMessage message) {
        this.message = message;
    }

    ClientMessage message() {
        return message;
    }

    private static byte[] image() {
        byte[] image = new byte[1024 * 1024];
        new Random(7).nextBytes(image);
        return image;
    }
}
