package io.decart4j.reactor.internal.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What the body of an HTTP refusal says to people: its {@code detail} or {@code error}, else all of it; without the key. */
final class ErrorWords {

    private static final int LONGEST = 500;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final KeyGuard guard;

    ErrorWords(KeyGuard guard) {
        this.guard = guard;
    }

    String of(byte[] body) {
        if (body.length == 0) {
            return "Unknown error";
        }
        String said = said(body);
        String words = guard.clean(said == null ? new String(body, StandardCharsets.UTF_8) : said);
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    /** Null for what is no JSON object with such a text. */
    private static @Nullable String said(byte[] body) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken value = in.nextToken();
                boolean meant = name.equals("detail") || name.equals("error");
                if (meant && value == JsonToken.VALUE_STRING) {
                    return in.getString();
                }
                if (meant && value == JsonToken.START_ARRAY) {
                    return faults(in);
                }
                in.skipChildren();
            }
        } catch (JacksonException e) {
            // said as it is
        }
        return null;
    }

    /** Each fault of a request that was found invalid: where it is, and what is wrong. */
    private static @Nullable String faults(JsonParser in) {
        List<String> faults = new ArrayList<>();
        while (in.nextToken() == JsonToken.START_OBJECT) {
            List<String> where = new ArrayList<>();
            String message = "";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken value = in.nextToken();
                if (name.equals("msg") && value == JsonToken.VALUE_STRING) {
                    message = in.getString();
                } else if (name.equals("loc") && value == JsonToken.START_ARRAY) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        where.add(String.valueOf(in.getString()));
                        in.skipChildren();
                    }
                } else {
                    in.skipChildren();
                }
            }
            faults.add(where.isEmpty() ? message : String.join(".", where) + ": " + message);
        }
        return faults.isEmpty() ? null : String.join("; ", faults);
    }
}
