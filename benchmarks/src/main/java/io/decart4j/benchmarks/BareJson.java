package io.decart4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The least that Jackson does for a frame: every token once, every value read or written, nothing understood. */
final class BareJson {

    private static final JsonFactory JSON = new JsonFactory();

    private BareJson() {}

    /** One token and its value. */
    record Token(JsonToken kind, @Nullable Object value) {}

    static void walk(byte[] frame, Blackhole values) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), frame)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case PROPERTY_NAME -> values.consume(in.currentName());
                    case VALUE_STRING -> values.consume(in.getString());
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.consume(in.getDoubleValue());
                    default -> values.consume(token);
                }
            }
        }
    }

    /** The tokens of a frame; the text of {@code image_data} as bytes, because that is what an image is. */
    static List<Token> tokens(byte[] frame) {
        List<Token> tokens = new ArrayList<>();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), frame)) {
            for (JsonToken kind = in.nextToken(); kind != null; kind = in.nextToken()) {
                tokens.add(new Token(kind, value(in, kind)));
            }
        }
        return tokens;
    }

    static void replay(List<Token> tokens, Sink sink) {
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), sink)) {
            for (Token token : tokens) {
                write(token, out);
            }
        }
    }

    private static @Nullable Object value(JsonParser in, JsonToken kind) {
        return switch (kind) {
            case PROPERTY_NAME -> in.currentName();
            case VALUE_STRING -> "image_data".equals(in.currentName()) ? in.getBinaryValue() : in.getString();
            case VALUE_NUMBER_INT -> in.getLongValue();
            default -> null;
        };
    }

    private static void write(Token token, JsonGenerator out) {
        switch (token.kind()) {
            case START_OBJECT -> out.writeStartObject();
            case END_OBJECT -> out.writeEndObject();
            case PROPERTY_NAME -> out.writeName((String) token.value());
            case VALUE_TRUE -> out.writeBoolean(true);
            case VALUE_FALSE -> out.writeBoolean(false);
            case VALUE_NULL -> out.writeNull();
            default -> {
                if (token.value() instanceof byte[] bytes) {
                    out.writeBinary(bytes);
                } else if (token.value() instanceof Long number) {
                    out.writeNumber(number);
                } else {
                    out.writeString((String) token.value());
                }
            }
        }
    }
}
