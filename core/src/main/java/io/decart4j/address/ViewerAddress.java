package io.decart4j.address;

import io.decart4j.token.SubscribeToken;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The URL of a viewer's control WebSocket. The key is a part of it: {@link #toString()} shows no value of the query,
 * and {@link #toUrl()} belongs nowhere but in the handshake.
 *
 * @param base a base URL by {@link BaseUrls#realtime}
 * @param token the session to watch
 * @param apiKey a permanent key or a client token's key
 * @param userAgent the name by {@link UserAgent}
 */
public record ViewerAddress(URI base, SubscribeToken.Direct token, String apiKey, String userAgent) {

    /** The whole URL, key included. */
    public URI toUrl() {
        return URI.create(base + "/subscribe/" + Query.encode(token.sid()) + Query.of(parameters()));
    }

    /** The URL with the names of its parameters and none of their values. */
    public String redacted() {
        return base + "/subscribe/***" + Query.redacted(parameters());
    }

    @Override
    public String toString() {
        return "ViewerAddress[" + redacted() + "]";
    }

    private Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("IP", token.ip());
        all.put("port", Integer.toString(token.port()));
        all.put("api_key", apiKey);
        all.put("user_agent", userAgent);
        return all;
    }
}
