package io.decart4j.testkit;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An HTTP answer; the body is written as JSON. */
record Reply(int status, @Nullable Object body) {

    static Reply ok(Object body) {
        return new Reply(200, body);
    }

    static Reply error(int status, String error) {
        return new Reply(status, Map.of("error", error));
    }

    /** As the parts of the service answer that say {@code detail}. */
    static Reply detail(int status, String detail) {
        return new Reply(status, Map.of("detail", detail));
    }

    /** A call without any key does not have the form of one: it is not refused, it is invalid. */
    static Reply missingKey() {
        return invalid("missing", List.of("header", "x-api-key"), "Field required");
    }

    /** A body that is not what it must be. */
    static Reply invalidBody(String message) {
        return invalid("value_error", List.of("body"), message);
    }

    /** Validation errors have FastAPI's shape. */
    private static Reply invalid(String type, List<String> where, String message) {
        return new Reply(422, Map.of("detail", List.of(Map.of("type", type, "loc", where, "msg", message))));
    }
}
