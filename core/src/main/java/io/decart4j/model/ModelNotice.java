package io.decart4j.model;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says once for each name of a model that is retired, or that this release does not know. Thread-safe. */
public final class ModelNotice {

    /** A service that takes names from its users must not grow by them. */
    private static final int MOST = 1000;

    private static final int LONGEST = 100;

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
        return text(model).filter(text -> given.size() < MOST && given.add(model.name()));
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
