package io.decart4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** {@code POST /v1/client/tokens}. */
final class TokenRequests {

    private static final int MOST_ENTRIES = 20;

    private final ClientTokens tokens;

    TokenRequests(ClientTokens tokens) {
        this.tokens = tokens;
    }

    Reply create(String key, byte[] body) {
        if (tokens.isClientToken(key)) {
            return Reply.error(403, "Client tokens cannot create client tokens");
        }
        if (!tokens.isPermanent(key)) {
            return Reply.error(401, "Invalid API key");
        }
        try {
            return create(fields(body));
        } catch (BadRequest e) {
            return Reply.invalidBody(String.valueOf(e.getMessage()));
        }
    }

    private Reply create(Map<?, ?> fields) {
        Long expiresIn = whole(fields, "expiresIn", 1, 3600);
        List<String> models = texts(fields, "allowedModels");
        List<String> origins = texts(fields, "allowedOrigins");
        if (origins != null && !origins.stream().allMatch(WebOrigin::isCanonical)) {
            throw new BadRequest("allowedOrigins takes scheme://host[:port], canonical and of at most 253 characters");
        }
        Object constraints = fields.get("constraints");
        Object realtime = constraints instanceof Map<?, ?> map ? map.get("realtime") : null;
        Long longest =
                realtime instanceof Map<?, ?> map ? whole(map, "maxSessionDuration", 10, Integer.MAX_VALUE) : null;
        Grant grant = new Grant(tokens.expiry(expiresIn == null ? 60 : expiresIn), models, origins, longest);

        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("apiKey", tokens.mint(grant));
        reply.put("token", tokens.sign(grant, attribution(fields)));
        reply.put("expiresAt", grant.expiresAt());
        Map<String, Object> permissions = new LinkedHashMap<>();
        if (models != null) {
            permissions.put("models", models);
        }
        if (origins != null) {
            permissions.put("origins", origins);
        }
        if (!permissions.isEmpty()) {
            reply.put("permissions", permissions);
        }
        if (grant.constraints() != null) {
            reply.put("constraints", grant.constraints());
        }
        return Reply.ok(reply);
    }

    /** Who is to be billed, of the metadata the only part that is signed; labels are texts, anything else is none. */
    private static Map<String, String> attribution(Map<?, ?> fields) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (fields.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("attribution") instanceof Map<?, ?> attribution) {
            attribution.forEach((name, label) -> {
                if (label instanceof String text) {
                    labels.put(String.valueOf(name), text);
                }
            });
        }
        return labels;
    }

    private static Map<?, ?> fields(byte[] body) {
        try {
            Object value = body.length == 0 ? Map.of() : Json.read(body);
            if (value instanceof Map<?, ?> map) {
                return map;
            }
        } catch (JacksonException e) {
            // said below
        }
        throw new BadRequest("the body takes a JSON object");
    }

    private static @Nullable Long whole(Map<?, ?> fields, String name, long least, long most) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw new BadRequest(name + " takes a whole number from " + least + " to " + most);
    }

    private static @Nullable List<String> texts(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof List<?> list
                && list.size() <= MOST_ENTRIES
                && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new BadRequest(name + " takes at most " + MOST_ENTRIES + " texts");
    }
}
