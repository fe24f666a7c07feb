package io.decart4j.token;

import io.decart4j.error.InvalidOptionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Metadata of a token: a JSON object made of plain Java values, copied to the ground when it is given. */
final class Metadata {

    private static final int MAX_DEPTH = 32;

    private Metadata() {}

    static Map<String, Object> copy(Map<String, Object> metadata) {
        return object(metadata, "metadata", 1);
    }

    static void write(@Nullable Object value, JsonGenerator out) {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            map.forEach((name, member) -> {
                out.writeName((String) name);
                write(member, out);
            });
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(element -> write(element, out));
            out.writeEndArray();
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value == null) {
            out.writeNull();
        } else {
            out.writeNumber(value.toString());
        }
    }

    private static Map<String, Object> object(Map<?, ?> map, String at, int depth) {
        if (depth > MAX_DEPTH) {
            throw TokenRequest.invalid("metadata", "takes at most " + MAX_DEPTH + " levels");
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw notJson(at, "text as names", name);
            }
            copy.put(text, value(value, at + "." + text, depth));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static @Nullable Object value(@Nullable Object value, String at, int depth) {
        if (value == null || value instanceof String || value instanceof Boolean || isNumber(value)) {
            return value;
        }
        if (value instanceof Map<?, ?> map) {
            return object(map, at, depth + 1);
        }
        if (value instanceof Collection<?> collection) {
            return list(collection, at, depth + 1);
        }
        throw notJson(at, "JSON (text, number, boolean, null, list, map)", value);
    }

    private static List<@Nullable Object> list(Collection<?> collection, String at, int depth) {
        if (depth > MAX_DEPTH) {
            throw TokenRequest.invalid("metadata", "takes at most " + MAX_DEPTH + " levels");
        }
        List<@Nullable Object> copy = new ArrayList<>();
        collection.forEach(element -> copy.add(value(element, at + "[" + copy.size() + "]", depth)));
        return Collections.unmodifiableList(copy);
    }

    private static boolean isNumber(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger
                || value instanceof BigDecimal
                || (value instanceof Double d && Double.isFinite(d))
                || (value instanceof Float f && Float.isFinite(f));
    }

    private static InvalidOptionException notJson(String at, String takes, @Nullable Object got) {
        String type = got == null ? "null" : got.getClass().getName();
        return TokenRequest.invalid("metadata", "takes " + takes + " at " + at + ", got " + type);
    }
}
