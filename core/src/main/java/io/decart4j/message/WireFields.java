package io.decart4j.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one message, read in one pass in whatever order they come. No two messages give a field name
 * different meanings, so one set of slots serves all; what is unknown is skipped without being built.
 */
final class WireFields extends WireValues {

    @Nullable
    String type;

    @Nullable
    String prompt;

    boolean promptSeen;

    @Nullable
    Boolean success;

    @Nullable
    String error;

    @Nullable
    String message;

    @Nullable
    String sdp;

    @Nullable
    Candidate candidate;

    @Nullable
    Double seconds;

    @Nullable
    String reason;

    @Nullable
    String status;

    @Nullable
    String sessionId;

    @Nullable
    String serverIp;

    int serverPort;
    int position;
    int queueSize;
    byte @Nullable [] imageData;

    @Nullable
    String imageRef;

    @Nullable
    Boolean enhancePrompt;

    ServerMessage.@Nullable TurnConfig turnConfig;

    @Nullable
    String livekitUrl;

    @Nullable
    String token;

    @Nullable
    String roomName;

    @Nullable
    Boolean passthrough;

    boolean frameTiming;

    /** A message in a message, judged only if the outer one has such a field. */
    @Nullable
    WireFields initialState;

    boolean initialStateSeen;

    private WireFields() {}

    /** Reads the object that the parser stands before; throws what the parser throws. */
    static WireFields read(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new WireFormatException("a message is a JSON object");
        }
        WireFields fields = object(in);
        if (in.nextToken() != null) {
            throw new WireFormatException("there is something behind the message's end");
        }
        return fields;
    }

    private static WireFields object(JsonParser in) {
        WireFields fields = new WireFields();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            fields.field(name, in);
        }
        return fields;
    }

    private void field(String name, JsonParser in) {
        switch (name) {
            case "type" -> type = text(in, name);
            case "prompt" -> {
                prompt = text(in, name);
                promptSeen = true;
            }
            case "success" -> success = bool(in, name);
            case "error" -> error = words(in, name);
            case "message" -> message = words(in, name);
            case "sdp" -> sdp = text(in, name);
            case "candidate" -> candidate = candidate(in, name);
            case "seconds" -> seconds = number(in, name);
            case "reason" -> reason = text(in, name);
            case "status" -> status = text(in, name);
            case "session_id", "sessionId" -> sessionId = text(in, name);
            case "server_ip" -> serverIp = text(in, name);
            case "server_port" -> serverPort = integer(in, name);
            case "position", "queue_position" -> position = integer(in, name);
            case "queue_size" -> queueSize = integer(in, name);
            case "image_data" -> imageData = base64(in, name);
            case "image_ref" -> imageRef = text(in, name);
            case "enhance_prompt" -> enhancePrompt = bool(in, name);
            case "turn_config" -> turnConfig = turnConfig(in, name);
            case "livekit_url" -> livekitUrl = text(in, name);
            case "token" -> token = text(in, name);
            case "room_name" -> roomName = text(in, name);
            case "passthrough" -> passthrough = bool(in, name);
            case "client_capabilities" -> frameTiming = frameTiming(in, name);
            case "initial_state" -> {
                initialState = isObject(in, name) ? object(in) : null;
                initialStateSeen = true;
            }
            default -> in.skipChildren();
        }
    }

    private boolean frameTiming(JsonParser in, String field) {
        boolean timing = false;
        if (isObject(in, field)) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                if (name.equals("frame_timing")) {
                    timing = Boolean.TRUE.equals(bool(in, field));
                } else {
                    in.skipChildren();
                }
            }
        }
        return timing;
    }

    private @Nullable Candidate candidate(JsonParser in, String field) {
        if (!isObject(in, field)) {
            return null;
        }
        String line = "";
        String mid = null;
        Integer index = null;
        String fragment = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "candidate" -> {
                    String value = text(in, field);
                    line = value == null ? "" : value;
                }
                case "sdpMid" -> mid = text(in, field);
                case "sdpMLineIndex" -> {
                    Double value = number(in, field);
                    index = value == null ? null : value.intValue();
                }
                case "usernameFragment" -> fragment = text(in, field);
                default -> in.skipChildren();
            }
        }
        return new Candidate(line, mid, index, fragment);
    }

    private ServerMessage.@Nullable TurnConfig turnConfig(JsonParser in, String field) {
        if (!isObject(in, field)) {
            return null;
        }
        List<String> urls = new ArrayList<>();
        String username = null;
        String credential = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "server_url" -> addText(in, field, urls);
                case "urls" -> {
                    if (in.currentToken() == JsonToken.START_ARRAY) {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            addText(in, field, urls);
                        }
                    } else {
                        addText(in, field, urls);
                    }
                }
                case "username" -> username = text(in, field);
                case "credential" -> credential = text(in, field);
                default -> in.skipChildren();
            }
        }
        return new ServerMessage.TurnConfig(urls, username, credential);
    }

    private void addText(JsonParser in, String field, List<String> to) {
        String value = text(in, field);
        if (value != null) {
            to.add(value);
        }
    }
}
