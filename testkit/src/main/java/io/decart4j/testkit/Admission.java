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

    /** For one that opens a session. */
    Decision decide(Query query, @Nullable String origin) {
        Optional<Grant> grant = grant(query);
        if (grant.isEmpty()) {
            return refuse("Invalid API key");
        }
        String model = query.get("model");
        if (model == null || model.isBlank()) {
            return refuse("Not allowed: missing query parameter: model");
        }
        List<String> models = grant.get().models();
        if (models != null && !models.contains(model)) {
            return refuse("Model not allowed: " + model);
        }
        return decide(grant.get(), origin);
    }

    /** For one that watches: there is no model to be asked for. */
    Decision decideViewer(Query query, @Nullable String origin) {
        return grant(query).map(grant -> decide(grant, origin)).orElseGet(() -> refuse("Invalid API key"));
    }

    private static Decision decide(Grant grant, @Nullable String origin) {
        List<String> origins = grant.origins();
        if (origins != null && (origin == null || !origins.contains(origin))) {
            return refuse("Origin not allowed");
        }
        return new Decision(grant, null);
    }

    private Optional<Grant> grant(Query query) {
        String key = query.get("api_key");
        return key == null ? Optional.empty() : tokens.grantOf(key);
    }

    private static Decision refuse(String error) {
        return new Decision(Grant.UNLIMITED, new Refused(error, 1008, error));
    }
}
