package io.decart4j.token;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a viewer needs to watch a session. The text form is readable by anyone who has it and names a server of Decart's,
 * so it is handed on only to those who may watch.
 *
 * @param sid the session's id
 * @param ip the server's address
 * @param port the server's port
 */
public record SubscribeToken(String sid, String ip, int port) {

    /**
     * Checks that nothing is missing.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} otherwise
     */
    public SubscribeToken {
        if (sid.isEmpty() || ip.isEmpty() || port < 1 || port > 65535) {
            throw invalid();
        }
    }

    /** The text form: standard Base64 with padding around compact JSON. */
    public String encode() {
        return Base64.getEncoder().encodeToString(TokenJson.object(out -> {
            out.writeStringProperty("sid", sid);
            out.writeStringProperty("ip", ip);
            out.writeNumberProperty("port", port);
        }));
    }

    /**
     * Reads the text form of any official SDK: either Base64 alphabet, with or without padding.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} when it is not one
     */
    public static SubscribeToken decode(String text) {
        String standard = text.strip().replace('-', '+').replace('_', '/');
        try (JsonParser in = TokenJson.parser(Base64.getDecoder().decode(standard))) {
            return read(in);
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid(); // without the cause, which may quote the token
        }
    }

    private static SubscribeToken read(JsonParser in) {
        String sid = "";
        String ip = "";
        int port = 0;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw invalid();
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken value = in.nextToken();
            if (name.equals("sid") && value == JsonToken.VALUE_STRING) {
                sid = in.getString();
            } else if (name.equals("ip") && value == JsonToken.VALUE_STRING) {
                ip = in.getString();
            } else if (name.equals("port") && value == JsonToken.VALUE_NUMBER_INT) {
                port = in.getIntValue();
            } else {
                in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            throw invalid();
        }
        return new SubscribeToken(sid, ip, port);
    }

    @Override
    public String toString() {
        return "SubscribeToken[***]";
    }

    private static InvalidOptionException invalid() {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, "subscribeToken", "Invalid subscribe token");
    }
}
