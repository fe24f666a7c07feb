package io.decart4j.message;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The JSON of each {@link ServerMessage}. */
final class ServerMessages {

    /** What each message has; any other field in it is an unknown one, whatever its type. */
    private static final Map<String, Set<String>> FIELDS = Map.of(
            "session_id", Set.of("session_id", "sessionId", "server_ip", "server_port"),
            "prompt_ack", Set.of("prompt", "success", "error"),
            "set_image_ack", Set.of("success", "error"),
            "ice-candidate", Set.of("candidate"),
            "generation_tick", Set.of("seconds"),
            "generation_ended", Set.of("seconds", "reason"),
            "ice-restart", Set.of("turn_config"),
            "status", Set.of("status"),
            "queue_position", Set.of("position", "queue_position", "queue_size"),
            "livekit_room_info", Set.of("livekit_url", "token", "room_name", "session_id", "sessionId"));

    private ServerMessages() {}

    static ServerMessage of(WireFields fields) {
        String type = required(fields.type, "type");
        fields.check(FIELDS.getOrDefault(type, Set.of()));
        return switch (type) {
            case "session_id" ->
                new ServerMessage.SessionId(
                        required(fields.sessionId, "session_id"), orEmpty(fields.serverIp), fields.serverPort);
            case "prompt_ack" ->
                new ServerMessage.PromptAck(fields.prompt, required(fields.success, "success"), fields.error);
            case "set_image_ack" -> new ServerMessage.SetImageAck(required(fields.success, "success"), fields.error);
            case "answer" -> new ServerMessage.Answer(required(fields.sdp, "sdp"));
            case "offer" -> new ServerMessage.Offer(required(fields.sdp, "sdp"));
            case "ice-candidate" -> new ServerMessage.IceCandidate(fields.candidate);
            case "ready" -> new ServerMessage.Ready();
            case "generation_started" -> new ServerMessage.GenerationStarted();
            case "generation_tick" -> new ServerMessage.GenerationTick(required(fields.seconds, "seconds"));
            case "generation_ended" ->
                // The end matters more than how long it took.
                new ServerMessage.GenerationEnded(fields.seconds == null ? 0 : fields.seconds, orEmpty(fields.reason));
            case "error" ->
                new ServerMessage.ErrorMessage(required(fields.error == null ? fields.message : fields.error, "error"));
            case "ice-restart" -> new ServerMessage.IceRestart(fields.turnConfig);
            case "status" -> new ServerMessage.Status(orEmpty(fields.status));
            case "queue_position" -> new ServerMessage.QueuePosition(fields.position, fields.queueSize);
            case "livekit_room_info" -> room(fields);
            default -> new ServerMessage.Unknown(type);
        };
    }

    static ServerMessage.LivekitRoomInfo room(WireFields fields) {
        fields.check(FIELDS.getOrDefault("livekit_room_info", Set.of()));
        String room = required(fields.roomName, "room_name");
        return new ServerMessage.LivekitRoomInfo(
                required(fields.livekitUrl, "livekit_url"),
                required(fields.token, "token"),
                room,
                // As the C++ client does for servers that leave it out.
                fields.sessionId == null ? room : fields.sessionId);
    }

    static void write(ServerMessage message, JsonGenerator out) {
        out.writeStartObject();
        if (message instanceof ServerMessage.SessionId id) {
            out.writeStringProperty("type", "session_id");
            out.writeStringProperty("session_id", id.sessionId());
            out.writeStringProperty("server_ip", id.serverIp());
            out.writeNumberProperty("server_port", id.serverPort());
        } else if (message instanceof ServerMessage.PromptAck ack) {
            out.writeStringProperty("type", "prompt_ack");
            out.writeStringProperty("prompt", ack.prompt());
            outcome(ack.success(), ack.error(), out);
        } else if (message instanceof ServerMessage.SetImageAck ack) {
            out.writeStringProperty("type", "set_image_ack");
            outcome(ack.success(), ack.error(), out);
        } else if (message instanceof ServerMessage.Answer answer) {
            out.writeStringProperty("type", "answer");
            out.writeStringProperty("sdp", answer.sdp());
        } else if (message instanceof ServerMessage.Offer offer) {
            out.writeStringProperty("type", "offer");
            out.writeStringProperty("sdp", offer.sdp());
        } else if (message instanceof ServerMessage.IceCandidate ice) {
            out.writeStringProperty("type", "ice-candidate");
            ClientMessages.candidate(ice.candidate(), out);
        } else {
            writeRest(message, out);
        }
        out.writeEndObject();
    }

    private static void writeRest(ServerMessage message, JsonGenerator out) {
        if (message instanceof ServerMessage.Ready) {
            out.writeStringProperty("type", "ready");
        } else if (message instanceof ServerMessage.GenerationStarted) {
            out.writeStringProperty("type", "generation_started");
        } else if (message instanceof ServerMessage.GenerationTick tick) {
            out.writeStringProperty("type", "generation_tick");
            seconds(tick.seconds(), out);
        } else if (message instanceof ServerMessage.GenerationEnded ended) {
            out.writeStringProperty("type", "generation_ended");
            seconds(ended.seconds(), out);
            out.writeStringProperty("reason", ended.reason());
        } else if (message instanceof ServerMessage.ErrorMessage error) {
            out.writeStringProperty("type", "error");
            out.writeStringProperty("error", error.error());
        } else if (message instanceof ServerMessage.IceRestart restart) {
            out.writeStringProperty("type", "ice-restart");
            turnConfig(restart.turnConfig(), out);
        } else if (message instanceof ServerMessage.Status status) {
            out.writeStringProperty("type", "status");
            out.writeStringProperty("status", status.status());
        } else if (message instanceof ServerMessage.QueuePosition queue) {
            out.writeStringProperty("type", "queue_position");
            out.writeNumberProperty("position", queue.position());
            out.writeNumberProperty("queue_size", queue.queueSize());
        } else if (message instanceof ServerMessage.LivekitRoomInfo room) {
            out.writeStringProperty("type", "livekit_room_info");
            out.writeStringProperty("livekit_url", room.livekitUrl());
            out.writeStringProperty("token", room.token());
            out.writeStringProperty("room_name", room.roomName());
            out.writeStringProperty("session_id", room.sessionId());
        } else {
            throw new IllegalArgumentException("an unknown message cannot be sent");
        }
    }

    static <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw new WireFormatException("\"" + field + "\" is missing or of the wrong type");
        }
        return value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void outcome(boolean success, @Nullable String error, JsonGenerator out) {
        out.writeBooleanProperty("success", success);
        out.writeStringProperty("error", error);
    }

    private static void seconds(double seconds, JsonGenerator out) {
        if (seconds == Math.rint(seconds) && Math.abs(seconds) < 1e15) {
            out.writeNumberProperty("seconds", (long) seconds);
        } else {
            out.writeNumberProperty("seconds", seconds);
        }
    }

    private static void turnConfig(ServerMessage.@Nullable TurnConfig turn, JsonGenerator out) {
        if (turn == null) {
            return;
        }
        out.writeObjectPropertyStart("turn_config");
        if (turn.urls().size() == 1) {
            out.writeStringProperty("server_url", turn.urls().get(0));
        } else {
            out.writeArrayPropertyStart("urls");
            turn.urls().forEach(out::writeString);
            out.writeEndArray();
        }
        out.writeStringProperty("username", turn.username());
        out.writeStringProperty("credential", turn.credential());
        out.writeEndObject();
    }
}
