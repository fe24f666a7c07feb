package io.decart4j.model;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says once for each name of a model that is retired, unknown to this release, or without what is wanted. Thread-safe. */
public final class ModelNotice {

    /** A service that takes names from its users must not grow by them. */
    private static final int MOST = 1000;

    private static final int LONGEST = 100;

    private static final String FAST_MODE = "fast mode of ";

    private static final ModelNotice PROCESS = new ModelNotice();

    private final Set<String> given = ConcurrentHashMap.newKeySet();

    /** A memory of its own, apart from the process-wide one. */
    public ModelNotice() {}

    /** The notice to log, the first time that this process asks for this model; empty then, and for a current one. */
    public static Optional<String> firstFor(RealtimeModel model) {
        return PROCESS.first(model);
    }

    /** The notice to log, the first time that this object is asked for this model; empty then, and for a current one. */
    public Optional<String> first(RealtimeModel model) {
        return text(model).filter(text -> isNew(model.name()));
    }

    /** The notice to log when the fast mode is wanted, the first time for a model that is not known to have it; else empty. */
    public static Optional<String> firstForFastMode(RealtimeModel model) {
        return PROCESS.firstOfFastMode(model);
    }

    /** As {@link #firstForFastMode}, of this object. */
    public Optional<String> firstOfFastMode(RealtimeModel model) {
        return model.fastMode() || !isNew(FAST_MODE + model.name())
                ? Optional.empty()
                : Optional.of("Model \"" + printable(model.name())
                        + "\" is not known to have the fast mode: the service ignores the wish for it then");
    }

    private boolean isNew(String notice) {
        return given.size() < MOST && given.add(notice);
    }

    private static Optional<String> text(RealtimeModel model) {
        String name = model.name();
        Optional<RetiredModel> retired = RealtimeModels.retired(name);
        if (retired.isPresent()) {
            return retired.map(it -> "[Decart SDK] Model \"" + name + "\" is deprecated. Use \"" + it.successor()
                    + "\" instead. See https://docs.platform.decart.ai/models for details. (" + it.reason() + ")");
        }
        if (RealtimeModels.isKnown(name)) {
            return Optional.empty();
        }
        return Optional.of(
                "Model \"" + printable(name) + "\" is not one that this release knows; the server is asked for it as it"
                        + " is, with video of " + model.width() + "x" + model.height() + " at " + model.fps() + " fps");
    }

    private static String printable(String name) {
        String cut = name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
