package io.decart4j.message;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Values of fields, each of the type that it has to be.
 *
 * <p>A field of the wrong type is a fault only in a message that has such a field: elsewhere it is an unknown one. Since
 * the type may come last, faults are noted and judged at the end.
 */
abstract class WireValues {

    /** Where an object says in words what went wrong, the best first. */
    private static final List<String> WORDS = List.of("message", "detail", "text");

    private @Nullable Map<String, String> faults;

    /** Fails when one of these fields had the wrong type. */
    final void check(Set<String> own) {
        if (faults != null) {
            faults.forEach((field, takes) -> {
                if (own.contains(field)) {
                    throw WireFormatException.field(field, takes);
                }
            });
        }
    }

    final boolean isObject(JsonParser in, String field) {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        if (in.currentToken() != JsonToken.VALUE_NULL) {
            fault(in, field, "an object");
        }
        return false;
    }

    final @Nullable String text(JsonParser in, String field) {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getString();
            case VALUE_NULL -> null;
            default -> {
                fault(in, field, "a string");
                yield null;
            }
        };
    }

    /** A text, or an object that has one: there are services that wrap what went wrong. */
    final @Nullable String words(JsonParser in, String field) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            return text(in, field);
        }
        String found = null;
        int rank = WORDS.size();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            int at = WORDS.indexOf(name);
            if (in.nextToken() == JsonToken.VALUE_STRING && at >= 0 && at < rank) {
                found = in.getString();
                rank = at;
            } else {
                in.skipChildren();
            }
        }
        if (found == null) {
            note(field, "a string");
        }
        return found;
    }

    final @Nullable Boolean bool(JsonParser in, String field) {
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

    final @Nullable Double number(JsonParser in, String field) {
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

    final int integer(JsonParser in, String field) {
        Double value = number(in, field);
        return value == null ? 0 : value.intValue();
    }

    final byte @Nullable [] base64(JsonParser in, String field) {
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
        note(field, takes);
    }

    private void note(String field, String takes) {
        if (faults == null) {
            faults = new HashMap<>();
        }
        faults.putIfAbsent(field, takes);
    }
}
