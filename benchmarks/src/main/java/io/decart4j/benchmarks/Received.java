package io.decart4j.benchmarks;

import io.decart4j.message.Candidate;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** What a client receives: one example of each kind. */
@SuppressWarnings("ImmutableEnumChecker") // messages are records
public enum Received {
    SESSION_ID(new ServerMessage.SessionId("8f14e45f-ceea-467f-a0e6-1f2b3c4d5e6f", "10.0.0.5", 9090)),
    PROMPT_ACK(new ServerMessage.PromptAck("Cyberpunk city at night, neon lights, rain", true, null)),
    SET_IMAGE_ACK(new ServerMessage.SetImageAck(true, null)),
    ANSWER(new ServerMessage.Answer(Sdp.TEXT)),
    OFFER(new ServerMessage.Offer(Sdp.TEXT)),
    ICE_CANDIDATE(new ServerMessage.IceCandidate(
            new Candidate("candidate:1 1 udp 2122260223 10.0.0.2 52111 typ host generation 0", "0", 0, "4ZcD"))),
    READY(new ServerMessage.Ready()),
    GENERATION_STARTED(new ServerMessage.GenerationStarted()),
    GENERATION_TICK(new ServerMessage.GenerationTick(5)),
    GENERATION_ENDED(new ServerMessage.GenerationEnded(42.5, "disconnect")),
    ERROR(new ServerMessage.ErrorMessage("Server at capacity. Please try again later.")),
    ICE_RESTART(new ServerMessage.IceRestart(
            new ServerMessage.TurnConfig(List.of("turn:turn.example.com:3478?transport=udp"), "user", "credential"))),
    STATUS(new ServerMessage.Status("entering queue")),
    QUEUE_POSITION(new ServerMessage.QueuePosition(3, 10)),
    LIVEKIT_ROOM_INFO(new ServerMessage.LivekitRoomInfo(
            "wss://livekit.example.com",
            // Of the length of a real one: three parts in Base64.
            "h".repeat(36) + "." + "p".repeat(320) + "." + "s".repeat(43),
            "room-8f14e45f-ceea-467f-a0e6-1f2b3c4d5e6f",
            "8f14e45f-ceea-467f-a0e6-1f2b3c4d5e6f"));

    private final ServerMessage message;

    Received(ServerMessage message) {
        this.message = message;
    }

    byte[] frame() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignalingCodec.write(message, out);
        return out.toByteArray();
    }
}
