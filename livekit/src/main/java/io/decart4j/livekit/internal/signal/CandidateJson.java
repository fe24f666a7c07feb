package io.decart4j.livekit.internal.signal;

import io.decart4j.webrtc.IceCandidate;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** W3C's {@code RTCIceCandidateInit} as JSON text, the form in which candidates travel. */
public final class CandidateJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CandidateJson() {}

    static String write(IceCandidate candidate) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("candidate", candidate.candidate());
            if (candidate.sdpMid() != null) {
                json.writeStringProperty("sdpMid", candidate.sdpMid());
            }
            if (candidate.sdpMLineIndex() != null) {
                json.writeNumberProperty("sdpMLineIndex", candidate.sdpMLineIndex());
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    /**
     * The candidate of a text.
     *
     * @throws tools.jackson.core.JacksonException when it is no JSON
     */
    public static IceCandidate read(String text) {
        String candidate = "";
        String mid = null;
        Integer index = 0;
        String ufrag = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "candidate" -> candidate = value == JsonToken.VALUE_STRING ? json.getString() : "";
                    case "sdpMid" -> mid = string(json, value);
                    case "sdpMLineIndex" -> index = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : index;
                    case "usernameFragment" -> ufrag = string(json, value);
                    default -> json.skipChildren();
                }
            }
        }
        return new IceCandidate(candidate, mid, index, ufrag);
    }

    private static @Nullable String string(JsonParser json, JsonToken value) {
        return value == JsonToken.VALUE_STRING ? json.getString() : null;
    }
}
