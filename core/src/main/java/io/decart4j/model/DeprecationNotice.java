package io.decart4j.model;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says once for each deprecated model name what to use instead. Thread-safe. */
public final class DeprecationNotice {

    private static final DeprecationNotice PROCESS = new DeprecationNotice();

    private final Set<String> given = ConcurrentHashMap.newKeySet();

    /** A memory of its own, apart from the process-wide one. */
    public DeprecationNotice() {}

    /** The notice to log, the first time that this process asks for this deprecated name; otherwise empty. */
    public static Optional<String> firstFor(String name) {
        return PROCESS.first(name);
    }

    /** The notice to log, the first time that this object is asked for this deprecated name; otherwise empty. */
    public Optional<String> first(String name) {
        return RealtimeModels.replacementFor(name)
                .filter(replacement -> given.add(name))
                .map(replacement -> "[Decart SDK] Model \"" + name + "\" is deprecated. Use \"" + replacement
                        + "\" instead. See https://docs.platform.decart.ai/models for details.");
    }
}
