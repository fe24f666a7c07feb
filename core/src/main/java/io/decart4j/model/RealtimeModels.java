package io.decart4j.model;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The realtime models that the newest official clients know: sizes, rates and fast mode as in Python 0.2.4, with what JavaScript
 * 0.1.20 has beside them. Retired names have no constant and are told apart ({@link #of}). What is newer than this release
 * is asked for with {@link RealtimeModel#of}.
 */
public final class RealtimeModels {

    /** Video editing. */
    public static final RealtimeModel LUCY_2_1 = hd("lucy-2.1", false);

    /** Video editing. */
    public static final RealtimeModel LUCY_2_5 = hd("lucy-2.5", true);

    /** Video editing, newest generation. */
    public static final RealtimeModel LUCY_2_6 = hd("lucy-2.6", true);

    /** Virtual try-on. */
    public static final RealtimeModel LUCY_VTON_3_5 = hd("lucy-vton-3.5", true);

    /** Virtual try-on, newest generation. */
    public static final RealtimeModel LUCY_VTON_3_6 = hd("lucy-vton-3.6", true);

    /** Restyling of the whole picture. */
    public static final RealtimeModel LUCY_RESTYLE_2 = RealtimeModel.of("lucy-restyle-2", 1280, 704, 30);

    /** Whatever the server holds to be the latest video editing model. */
    public static final RealtimeModel LUCY_LATEST = hd("lucy-latest", true);

    /** Whatever the server holds to be the latest virtual try-on model. */
    public static final RealtimeModel LUCY_VTON_LATEST = hd("lucy-vton-latest", true);

    /** Whatever the server holds to be the latest restyling model. */
    public static final RealtimeModel LUCY_RESTYLE_LATEST = RealtimeModel.of("lucy-restyle-latest", 1280, 704, 30);

    private static final List<RealtimeModel> ALL = List.of(
            LUCY_2_1,
            LUCY_2_5,
            LUCY_2_6,
            LUCY_VTON_3_5,
            LUCY_VTON_3_6,
            LUCY_RESTYLE_2,
            LUCY_LATEST,
            LUCY_VTON_LATEST,
            LUCY_RESTYLE_LATEST);

    private static final String GONE = "the service has not served it since June 2026";
    private static final String WITHDRAWN = "Python's official client offers it no more since 0.2.0";

    private static final List<RetiredModel> RETIRED = List.of(
            retired(RealtimeModel.of("lucy-vton-3", 1088, 624, 30), true, WITHDRAWN, "lucy-vton-3.6"),
            retired(RealtimeModel.of("lucy-vton-2", 1088, 624, 30), true, WITHDRAWN, "lucy-vton-3.6"),
            retired(RealtimeModel.of("lucy-2.1-vton-2", 1088, 624, 30), true, WITHDRAWN, "lucy-vton-3.6"),
            retired(RealtimeModel.of("lucy-2.1-vton", 1088, 624, 20), false, GONE, "lucy-vton-3.6"),
            retired(RealtimeModel.of("lucy-vton", 1088, 624, 20), false, GONE, "lucy-vton-3.6"),
            retired(
                    RealtimeModel.of("mirage_v2", 1280, 704, 22),
                    true,
                    "JavaScript's official client offers it no more since 0.1.14",
                    "lucy-restyle-2"));

    private static final Map<String, String> LATEST = Map.of(
            "lucy-latest", "lucy-2.5",
            "lucy-vton-latest", "lucy-vton-3.6",
            "lucy-restyle-latest", "lucy-restyle-2");

    private static final Map<String, RealtimeModel> BY_NAME = byName();

    private RealtimeModels() {}

    /**
     * Finds a model by its exact name. An alias yields a model of that very name, for the server to resolve; so does a retired name
     * that the service may still serve, and who connects with it is warned.
     *
     * @throws InvalidOptionException {@code MODEL_NOT_FOUND} for a name that is not in the catalogue, with those that are, and for
     *     one that is served no more, with the reason and a successor
     */
    public static RealtimeModel of(String name) {
        RealtimeModel known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        Optional<RetiredModel> retired = retired(name);
        if (retired.filter(RetiredModel::served).isPresent()) {
            return retired.get().model();
        }
        throw notFound(
                retired.map(it -> "Model " + name + " is retired: " + it.reason() + "; use " + it.successor() + ", or")
                        .orElseGet(() -> "Model " + name + " not found; known: " + String.join(", ", BY_NAME.keySet())
                                + "; for another"));
    }

    private static InvalidOptionException notFound(String message) {
        return new InvalidOptionException(
                ErrorCode.MODEL_NOT_FOUND,
                "model",
                message + " say its size and rate: RealtimeModel.of(name, width, height, fps)");
    }

    /** Every current model: canonical names, then {@code -latest}. */
    public static List<RealtimeModel> all() {
        return ALL;
    }

    /** Whether this release has the name in its catalogue, current or retired. */
    public static boolean isKnown(String name) {
        return BY_NAME.containsKey(name) || retired(name).isPresent();
    }

    /** What a {@code -latest} name stood for when this release was made; the server decides. Empty for every other name. */
    public static Optional<String> latest(String name) {
        return Optional.ofNullable(LATEST.get(name));
    }

    /** The name to use instead of a retired one; empty for every other name. */
    public static Optional<String> replacementFor(String name) {
        return retired(name).map(RetiredModel::successor);
    }

    /** The canonical name behind a canonical or retired one; empty for a {@code -latest} or unknown name. */
    public static Optional<String> canonicalName(String name) {
        return resolveAlias(name).filter(resolved -> !LATEST.containsKey(resolved));
    }

    /** The replacement of a retired name, any other known name as it is; empty for an unknown one. */
    public static Optional<String> resolveAlias(String name) {
        return replacementFor(name)
                .or(() -> Optional.ofNullable(BY_NAME.get(name)).map(RealtimeModel::name));
    }

    static Optional<RetiredModel> retired(String name) {
        return RETIRED.stream().filter(it -> it.model().name().equals(name)).findAny();
    }

    private static RetiredModel retired(RealtimeModel model, boolean served, String reason, String successor) {
        return new RetiredModel(model, served, reason, successor);
    }

    private static RealtimeModel hd(String name, boolean fastMode) {
        return new RealtimeModel(name, RealtimeModel.STREAM, 30, 1280, 720, fastMode);
    }

    private static Map<String, RealtimeModel> byName() {
        Map<String, RealtimeModel> models = new LinkedHashMap<>();
        ALL.forEach(model -> models.put(model.name(), model));
        return models;
    }
}
