package io.decart4j.address;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Resolution;
import io.decart4j.model.RealtimeModel;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a session's control WebSocket. The key is a part of it: {@link #toString()} shows no value of the query,
 * and {@link #toUrl()} belongs nowhere but in the handshake.
 *
 * @param base a base URL by {@link BaseUrls#realtime}
 * @param apiKey a permanent key or a client token's key
 * @param resolution the size class to ask for, or null for the server's default
 * @param query further parameters, none of which may be one that this class sets
 * @param userAgent the name by {@link UserAgent}
 */
public record StreamAddress(
        URI base,
        RealtimeModel model,
        String apiKey,
        @Nullable Resolution resolution,
        Map<String, String> query,
        String userAgent) {

    private static final Set<String> OWN = Set.of("api_key", "model", "resolution", "user_agent");

    /**
     * Takes its own copy of the parameters, in their order.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for a parameter with a blank name or a name that is not
     *     the caller's to set
     */
    public StreamAddress {
        query.keySet().forEach(StreamAddress::requireForeign);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /**
     * Checks that a parameter is the caller's to set.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} when it is not
     */
    public static void requireForeign(String parameter) {
        if (parameter.isBlank() || OWN.contains(parameter)) {
            throw InvalidOptionException.of(
                    "query",
                    "takes parameters other than api_key, model, resolution and user_agent, got \"" + parameter + "\"");
        }
    }

    /** The whole URL, key included. */
    public URI toUrl() {
        return URI.create(base + model.urlPath() + Query.of(parameters()));
    }

    /** The URL with the names of its parameters and none of their values. */
    public String redacted() {
        return base + model.urlPath() + Query.redacted(parameters());
    }

    @Override
    public String toString() {
        return "StreamAddress[" + redacted() + "]";
    }

    private Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("api_key", apiKey);
        all.put("model", model.name());
        if (resolution != null) {
            all.put("resolution", resolution.wireName());
        }
        all.putAll(query);
        all.put("user_agent", userAgent);
        return all;
    }
}
