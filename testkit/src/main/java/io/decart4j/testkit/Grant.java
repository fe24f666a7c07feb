package io.decart4j.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a key allows.
 *
 * @param expiresAt when new connections end, null for never
 * @param models allowed models, null for all
 * @param origins allowed origins, null for all
 * @param maxSessionSeconds how long a session may last, null for as long as it likes
 */
record Grant(
        @Nullable Instant expiresAt,
        @Nullable List<String> models,
        @Nullable List<String> origins,
        @Nullable Long maxSessionSeconds) {

    static final Grant UNLIMITED = new Grant(null, null, null, null);

    /** As clients are told of it, null when there is no limit. */
    @Nullable
    Map<String, Object> constraints() {
        return maxSessionSeconds == null ? null : Map.of("realtime", Map.of("maxSessionDuration", maxSessionSeconds));
    }
}
