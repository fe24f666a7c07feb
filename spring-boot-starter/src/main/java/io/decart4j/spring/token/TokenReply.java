package io.decart4j.spring.token;

import io.decart4j.token.ClientToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A token as the service itself would answer it, so that official clients can read it. */
final class TokenReply {

    private TokenReply() {}

    static Map<String, Object> of(ClientToken token) {
        Map<String, Object> reply = new LinkedHashMap<>();
        reply.put("apiKey", token.apiKey());
        if (token.token() != null) {
            reply.put("token", token.token());
        }
        reply.put("expiresAt", token.expiresAt().toString());
        Map<String, List<String>> permissions = new LinkedHashMap<>();
        put(permissions, "models", token.models());
        put(permissions, "origins", token.origins());
        if (!permissions.isEmpty()) {
            reply.put("permissions", permissions);
        }
        if (token.maxSessionDuration() != null) {
            reply.put(
                    "constraints",
                    Map.of(
                            "realtime",
                            Map.of(
                                    "maxSessionDuration",
                                    token.maxSessionDuration().toSeconds())));
        }
        return reply;
    }

    private static void put(Map<String, List<String>> permissions, String name, List<String> values) {
        if (!values.isEmpty()) {
            permissions.put(name, values);
        }
    }
}
