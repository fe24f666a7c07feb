package io.decart4j.reactor;

import io.decart4j.livekit.server.LiveKitServerProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The livekit-server of a test class. Without it the tests are skipped, and say so where it is seen. */
final class LiveKitServer implements BeforeAllCallback, AfterAllCallback {

    /** Set to {@code true} where nothing may be skipped: a missing server is a failure then. */
    private static final String STRICT = "DECART4J_REQUIRE_LIVEKIT";

    private @Nullable LiveKitServerProcess process;

    LiveKitServerProcess process() {
        return Objects.requireNonNull(process);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        process = LiveKitServerProcess.startIfAvailable().orElse(null);
        if (process == null) {
            String notice = "no livekit-server: set LIVEKIT_SERVER to its path, or install Go 1.26";
            if ("true".equals(System.getenv(STRICT))) {
                throw new AssertionError(notice);
            }
            // Not System.err, which goes to a report file: tests that are left out have to be seen.
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                    .println("SKIPPED: " + context.getDisplayName() + ": " + notice);
            Assumptions.abort(notice);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (process != null) {
            process.close();
        }
    }
}
