package io.decart4j.token;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Base64;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The JSON inside a {@link SubscribeToken}. Its fields tell of which transport it is. */
final class SubscribeFields {

    private SubscribeFields() {}

    static String encode(Consumer<JsonGenerator> fields) {
        return Base64.getEncoder().encodeToString(TokenJson.object(fields));
    }

    static SubscribeToken read(JsonParser in) {
        String room = "";
        String sid = "";
        String ip = "";
        int port = 0;
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw invalid();
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken value = in.nextToken();
            if (name.equals("room_name") && value == JsonToken.VALUE_STRING) {
                room = in.getString();
            } else if (name.equals("sid") && value == JsonToken.VALUE_STRING) {
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
        return room.isEmpty() ? new SubscribeToken.Direct(sid, ip, port) : new SubscribeToken.Room(room);
    }

    static InvalidOptionException invalid() {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, "subscribeToken", "Invalid subscribe token");
    }
}
