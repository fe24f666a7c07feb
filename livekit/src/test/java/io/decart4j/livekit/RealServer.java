package io.decart4j.livekit;

import io.decart4j.livekit.server.LiveKitServerProcess;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The livekit-server of a test class. Without it the tests are skipped, and say so where it is seen. */
final class RealServer implements BeforeAllCallback, AfterAllCallback {

    /** Set to {@code true} where nothing may be skipped: a missing server is a failure then. */
    private static final String STRICT = "DECART4J_REQUIRE_LIVEKIT";

    static final RejoinPolicy QUICK = new RejoinPolicy(40, Duration.ofMillis(20), Duration.ofMillis(500), 0);

    private @Nullable LiveKitServerProcess server;

    LiveKitServerProcess process() {
        if (server == null) {
            throw new IllegalStateException("no server");
        }
        return server;
    }

    RoomOptions.Builder options(String room, String identity) {
        return options(process().url(), room, identity);
    }

    RoomOptions.Builder options(URI url, String room, String identity) {
        return RoomOptions.builder(
                        url, process().token().identity(identity).join(room).mint())
                .hostCandidatesOnly()
                .rejoin(QUICK);
    }

    static String newRoom() {
        return "room-" + UUID.randomUUID();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server = LiveKitServerProcess.startIfAvailable().orElse(null);
        if (server == null) {
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
        if (server != null) {
            server.close();
        }
    }
}
