package io.decart4j.model;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The realtime models that the official SDKs know, from their last direct release to their newest. Deprecated names
 * have no constant, but {@link #of} still finds them.
 */
public final class RealtimeModels {

    private static final String STREAM = "/v1/stream";

    /** Video editing. */
    public static final RealtimeModel LUCY_2_1 = new RealtimeModel("lucy-2.1", STREAM, 30, 1088, 624);

    /** Video editing, larger picture. */
    public static final RealtimeModel LUCY_2_5 = new RealtimeModel("lucy-2.5", STREAM, 30, 1280, 720);

    /** Virtual try-on, first generation; no longer listed by the newest SDKs. */
    public static final RealtimeModel LUCY_2_1_VTON = new RealtimeModel("lucy-2.1-vton", STREAM, 20, 1088, 624);

    /** Virtual try-on, second generation. */
    public static final RealtimeModel LUCY_VTON_2 = new RealtimeModel("lucy-vton-2", STREAM, 30, 1088, 624);

    /** Virtual try-on, third generation. */
    public static final RealtimeModel LUCY_VTON_3 = new RealtimeModel("lucy-vton-3", STREAM, 30, 1088, 624);

    /** Restyling of the whole picture. */
    public static final RealtimeModel LUCY_RESTYLE_2 = new RealtimeModel("lucy-restyle-2", STREAM, 30, 1280, 704);

    /** Whatever the server holds to be the latest video editing model. */
    public static final RealtimeModel LUCY_LATEST = new RealtimeModel("lucy-latest", STREAM, 30, 1088, 624);

    /** Whatever the server holds to be the latest virtual try-on model. */
    public static final RealtimeModel LUCY_VTON_LATEST = new RealtimeModel("lucy-vton-latest", STREAM, 30, 1088, 624);

    /** Whatever the server holds to be the latest restyling model. */
    public static final RealtimeModel LUCY_RESTYLE_LATEST =
            new RealtimeModel("lucy-restyle-latest", STREAM, 30, 1280, 704);

    private static final List<RealtimeModel> ALL = List.of(
            LUCY_2_1,
            LUCY_2_5,
            LUCY_2_1_VTON,
            LUCY_VTON_2,
            LUCY_VTON_3,
            LUCY_RESTYLE_2,
            LUCY_LATEST,
            LUCY_VTON_LATEST,
            LUCY_RESTYLE_LATEST,
            new RealtimeModel("mirage_v2", STREAM, 22, 1280, 704),
            new RealtimeModel("lucy-vton", STREAM, 20, 1088, 624),
            new RealtimeModel("lucy-2.1-vton-2", STREAM, 30, 1088, 624));

    private static final Map<String, RealtimeModel> BY_NAME = byName();

    private static final Map<String, String> REPLACEMENTS = Map.of(
            "mirage_v2", "lucy-restyle-2",
            "lucy-vton", "lucy-2.1-vton",
            "lucy-2.1-vton-2", "lucy-vton-2");

    private static final Set<String> LATEST = Set.of("lucy-latest", "lucy-vton-latest", "lucy-restyle-latest");

    private RealtimeModels() {}

    /**
     * Finds a model by its exact name. An alias or a deprecated name yields a model of that very name, for the server
     * to resolve.
     *
     * @throws InvalidOptionException {@code MODEL_NOT_FOUND} for a name that is not in the catalogue
     */
    public static RealtimeModel of(String name) {
        RealtimeModel model = BY_NAME.get(name);
        if (model == null) {
            throw new InvalidOptionException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "model",
                    "Model " + name + " not found; known: " + String.join(", ", BY_NAME.keySet()));
        }
        return model;
    }

    /** Every model of the catalogue: canonical names, then {@code -latest}, then deprecated ones. */
    public static List<RealtimeModel> all() {
        return ALL;
    }

    /** The name to use instead of a deprecated one; empty for every other name. */
    public static Optional<String> replacementFor(String name) {
        return Optional.ofNullable(REPLACEMENTS.get(name));
    }

    /** The canonical name behind a canonical or deprecated one; empty for a {@code -latest} or unknown name. */
    public static Optional<String> canonicalName(String name) {
        return resolveAlias(name).filter(resolved -> !LATEST.contains(resolved));
    }

    /** The replacement of a deprecated name, any other known name as it is; empty for an unknown one. */
    public static Optional<String> resolveAlias(String name) {
        return replacementFor(name)
                .or(() -> Optional.ofNullable(BY_NAME.get(name)).map(RealtimeModel::name));
    }

    private static Map<String, RealtimeModel> byName() {
        Map<String, RealtimeModel> models = new LinkedHashMap<>();
        ALL.forEach(model -> models.put(model.name(), model));
        return models;
    }
}
