package io.decart4j.cli;

import io.decart4j.token.ClientToken;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A client token in the server's own words. */
final class TokenJson {

    private TokenJson() {}

    static String text(ClientToken token) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiKey", token.apiKey());
        object.put("expiresAt", token.expiresAt().toString());
        if (token.token() != null) {
            object.put("token", token.token());
        }
        if (!token.models().isEmpty() || !token.origins().isEmpty()) {
            object.put("permissions", Map.of("models", token.models(), "origins", token.origins()));
        }
        if (token.maxSessionDuration() != null) {
            long seconds = token.maxSessionDuration().toSeconds();
            object.put("constraints", Map.of("realtime", Map.of("maxSessionDuration", seconds)));
        }
        return JsonMapper.shared().writeValueAsString(object);
    }
}
