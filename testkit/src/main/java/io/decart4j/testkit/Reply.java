package io.decart4j.testkit;

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
}
