package io.decart4j.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell: as a JSON object to a program, as a sentence to a person.
 *
 * @param type the type of the JSON object
 * @param fields its other fields in order
 * @param text the sentence
 */
record Line(String type, Map<String, @Nullable Object> fields, String text) {

    static Line of(String type, String text) {
        return new Line(type, Map.of(), text);
    }

    /** The same with one more field. */
    Line with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Line(type, more, text);
    }
}
