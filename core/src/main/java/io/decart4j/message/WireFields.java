package io.decart4j.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one message, read in one pass in whatever order they come. No two messages give a field name
 * different meanings, so one set of slots serves all; what is unknown is skipped without being built.
 *
 * <p>A field of the wrong type is a fault only in a message that has such a field: elsewhere it is an unknown one. Since
 * the type may come last, faults are noted and judged at the end.
 */
final class WireFields {

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

    private @Nullable Map<String, String> faults;

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
            case "error" -> error = text(in, name);
            case "message" -> message = text(in, name);
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

    /** Fails when one of these fields had the wrong type. */
    void check(Set<String> own) {
        if (faults != null) {
            faults.forEach((field, takes) -> {
                if (own.contains(field)) {
                    throw WireFormatException.field(field, takes);
                }
            });
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

    private boolean isObject(JsonParser in, String field) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            fault(in, field, "an object");
        }
        return false;
    }

    private @Nullable String text(JsonParser in, String field) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> null;
            default -> {
                fault(in, field, "a string");
                yield null;
            }
        };
    }

    private @Nullable Boolean bool(JsonParser in, String field) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> {
                fault(in, field, "true or false");
                yield null;
            }
        };
    }

    private @Nullable Double number(JsonParser in, String field) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            double value = in.getDoubleValue();
            if (Double.isFinite(value)) {
                return value + 0.0; // minus zero is zero
            }
        } else if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        fault(in, field, "a number");
        return null;
    }

    private int integer(JsonParser in, String field) {
        Double value = number(in, field);
        return value == null ? 0 : value.intValue();
    }

    private byte @Nullable [] base64(JsonParser in, String field) {
        return switch (in.currentToken()) {
            // Decoded straight from the parser's buffer: a large image never becomes a String.
            case VALUE_STRING -> in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
            case VALUE_NULL -> null;
            default -> {
                fault(in, field, "a string");
                yield null;
            }
        };
    }

    private void fault(JsonParser in, String field, String takes) {
        in.skipChildren();
        if (faults == null) {
            faults = new HashMap<>();
        }
        faults.putIfAbsent(field, takes);
    }
}
