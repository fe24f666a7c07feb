package io.decart4j.quota;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * How many realtime sessions the key's organization may have at once, as the service says it now.
 *
 * @param limit the most; empty when there is no limit
 * @param active those that are open, of all keys of the organization; empty when that is not told
 * @param remaining how many more may be opened; empty when there is no limit
 */
public record RealtimeQuota(OptionalInt limit, OptionalInt active, OptionalInt remaining) {

    private static final int OK = 200;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Whether another session may be opened, as far as that is known. */
    public boolean allowsAnother() {
        return remaining.isEmpty() || remaining.getAsInt() > 0;
    }

    /**
     * Reads the service's answer; each field may be null or missing, unknown ones are skipped. A negative limit is none.
     *
     * @throws RequestException {@code QUOTA_ERROR} when it is no such answer; without quoting it
     */
    public static RealtimeQuota fromJson(byte[] json) {
        OptionalInt limit = OptionalInt.empty();
        OptionalInt active = OptionalInt.empty();
        OptionalInt remaining = OptionalInt.empty();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw unusable();
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                OptionalInt value = number(in.nextToken(), in);
                switch (name) {
                    case "limit" -> limit = value.orElse(0) < 0 ? OptionalInt.empty() : value;
                    case "active" -> active = value;
                    case "remaining" -> remaining = value;
                    default -> {
                        // not known
                    }
                }
            }
        } catch (JacksonException e) {
            throw unusable();
        }
        return new RealtimeQuota(limit, active, remaining);
    }

    private static OptionalInt number(JsonToken value, JsonParser in) {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return OptionalInt.of(in.getIntValue());
        }
        in.skipChildren();
        return OptionalInt.empty();
    }

    private static RequestException unusable() {
        return new RequestException(
                ErrorCode.QUOTA_ERROR,
                OK,
                "The answer about the quota cannot be used: it is not of the expected shape",
                null);
    }
}
