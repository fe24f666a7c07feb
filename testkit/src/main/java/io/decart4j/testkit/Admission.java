package io.decart4j.testkit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may open a session. A refusal is said in a frame, because browsers show a page nothing of a refused upgrade. */
final class Admission {

    /** The outcome: a grant, or why not. */
    record Decision(Grant grant, @Nullable Refused refused) {}

    record Refused(String error, int code, String reason) {}

    private final ClientTokens tokens;

    Admission(ClientTokens tokens) {
        this.tokens = tokens;
    }

    Decision decide(Query query, @Nullable String origin) {
        String key = query.get("api_key");
        Optional<Grant> grant = key == null ? Optional.empty() : tokens.grantOf(key);
        if (grant.isEmpty()) {
            return refuse("Invalid API key");
        }
        String model = query.get("model");
        if (model == null || model.isBlank()) {
            return refuse("Missing query parameter: model");
        }
        List<String> models = grant.get().models();
        if (models != null && !models.contains(model)) {
            return refuse("Model not allowed: " + model);
        }
        List<String> origins = grant.get().origins();
        if (origins != null && (origin == null || !origins.contains(origin))) {
            return refuse("Origin not allowed");
        }
        return new Decision(grant.get(), null);
    }

    boolean isKnown(@Nullable String key) {
        return key != null && tokens.grantOf(key).isPresent();
    }

    private static Decision refuse(String error) {
        return new Decision(Grant.UNLIMITED, new Refused(error, 1008, error));
    }
}
