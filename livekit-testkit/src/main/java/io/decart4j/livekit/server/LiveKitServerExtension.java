package io.decart4j.livekit.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The livekit-server of a test class, for JUnit's {@code @RegisterExtension} on a static field. Without the program the tests
 * are skipped, and say so where it is seen; with {@code DECART4J_REQUIRE_LIVEKIT=true} that is a failure.
 */
public final class LiveKitServerExtension implements BeforeAllCallback, AfterAllCallback {

    private static final String STRICT = "DECART4J_REQUIRE_LIVEKIT";

    private @Nullable LiveKitServerProcess server;

    /** Starts nothing yet. */
    public LiveKitServerExtension() {}

    /** The server of this class. */
    public LiveKitServerProcess process() {
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = LiveKitServerProcess.startIfAvailable().orElse(null);
        if (server == null) {
            if ("true".equals(System.getenv(STRICT))) {
                throw new AssertionError(LiveKitServerProcess.MISSING);
            }
            // Not System.err, which goes to a report file: tests that are left out have to be seen.
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)
                    .println("SKIPPED: " + context.getDisplayName() + ": " + LiveKitServerProcess.MISSING);
            Assumptions.abort(LiveKitServerProcess.MISSING);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (server != null) {
            server.close();
        }
    }
}
