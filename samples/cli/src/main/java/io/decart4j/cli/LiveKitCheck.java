package io.decart4j.cli;

import io.decart4j.livekit.server.LiveKitServerProcess;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether this machine can serve rooms; sessions with the service need nothing of it, so it is never a failure. */
final class LiveKitCheck {

    private static final String NAME = "livekit-server";

    private LiveKitCheck() {}

    static Check run() {
        return of(LiveKitServerProcess::program, LiveKitServerProcess::builder);
    }

    static Check of(Supplier<Optional<Path>> program, Supplier<Optional<Path>> builder) {
        try {
            return program.get()
                    .map(path -> Check.optional(NAME, true, path.toString()))
                    .or(() -> builder.get()
                            .map(go -> Check.optional(
                                    NAME,
                                    true,
                                    "none yet; local-server --livekit start builds it once with " + go
                                            + ", in some minutes")))
                    .orElseGet(() -> Check.optional(
                            NAME,
                            false,
                            "only for local-server --livekit start and demo --transport livekit: set LIVEKIT_SERVER to"
                                    + " its path, or install Go 1.26"));
        } catch (IllegalStateException e) {
            // What LIVEKIT_SERVER names.
            return Check.optional(NAME, false, String.valueOf(e.getMessage()));
        }
    }
}
