package io.decart4j.message;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one message, read in one pass in whatever order they come. Every message is flat, and no two give a
 * field name different meanings, so one set of slots serves all; what is unknown is skipped without being built.
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
    String sdp;

    @Nullable
    Candidate candidate;

    double seconds;

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

    private WireFields() {}

    /** Reads the object that the parser stands before; throws what the parser throws. */
    static WireFields read(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new WireFormatException("a message is a JSON object");
        }
        WireFields fields = new WireFields();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            fields.field(name, in);
        }
        if (in.nextToken() != null) {
            throw new WireFormatException("there is something behind the message's end");
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
            case "error", "message" -> error = error == null ? text(in, name) : skip(in, error);
            case "sdp" -> sdp = text(in, name);
            case "candidate" -> candidate = candidate(in);
            case "seconds" -> seconds = number(in, name);
            case "reason" -> reason = text(in, name);
            case "status" -> status = text(in, name);
            case "session_id", "sessionId" -> sessionId = text(in, name);
            case "server_ip" -> serverIp = text(in, name);
            case "server_port" -> serverPort = (int) number(in, name);
            case "position", "queue_position" -> position = (int) number(in, name);
            case "queue_size" -> queueSize = (int) number(in, name);
            case "image_data" -> imageData = base64(in, name);
            case "image_ref" -> imageRef = text(in, name);
            case "enhance_prompt" -> enhancePrompt = bool(in, name);
            case "turn_config" -> turnConfig = turnConfig(in);
            default -> in.skipChildren();
        }
    }

    private static @Nullable Candidate candidate(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        object(in, "candidate");
        String line = "";
        String mid = null;
        Integer index = null;
        String fragment = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "candidate" -> {
                    String value = text(in, name);
                    line = value == null ? "" : value;
                }
                case "sdpMid" -> mid = text(in, name);
                case "sdpMLineIndex" ->
                    index = in.currentToken() == JsonToken.VALUE_NULL ? null : (int) number(in, name);
                case "usernameFragment" -> fragment = text(in, name);
                default -> in.skipChildren();
            }
        }
        return new Candidate(line, mid, index, fragment);
    }

    private static ServerMessage.@Nullable TurnConfig turnConfig(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        object(in, "turn_config");
        List<String> urls = new ArrayList<>();
        String username = null;
        String credential = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "server_url" -> addText(in, name, urls);
                case "urls" -> {
                    if (in.currentToken() == JsonToken.START_ARRAY) {
                        while (in.nextToken() != JsonToken.END_ARRAY) {
                            addText(in, name, urls);
                        }
                    } else {
                        addText(in, name, urls);
                    }
                }
                case "username" -> username = text(in, name);
                case "credential" -> credential = text(in, name);
                default -> in.skipChildren();
            }
        }
        return new ServerMessage.TurnConfig(urls, username, credential);
    }

    private static void addText(JsonParser in, String name, List<String> to) {
        String value = text(in, name);
        if (value != null) {
            to.add(value);
        }
    }

    private static void object(JsonParser in, String name) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw WireFormatException.field(name, "an object");
        }
    }

    private static @Nullable String text(JsonParser in, String name) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> null;
            default -> throw WireFormatException.field(name, "a string");
        };
    }

    private static @Nullable String skip(JsonParser in, @Nullable String keep) {
        in.skipChildren();
        return keep;
    }

    private static @Nullable Boolean bool(JsonParser in, String name) {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw WireFormatException.field(name, "true or false");
        };
    }

    private static double number(JsonParser in, String name) {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDoubleValue();
            default -> throw WireFormatException.field(name, "a number");
        };
    }

    private static byte @Nullable [] base64(JsonParser in, String name) {
        return switch (in.currentToken()) {
            // Decoded straight from the parser's buffer: a large image never becomes a String.
            case VALUE_STRING -> in.getBinaryValue(Base64Variants.MIME_NO_LINEFEEDS);
            case VALUE_NULL -> null;
            default -> throw WireFormatException.field(name, "a string");
        };
    }
}
