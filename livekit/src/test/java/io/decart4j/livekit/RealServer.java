package io.decart4j.livekit;

import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.livekit.server.LiveKitServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The livekit-server of a test class, and ways into its rooms. */
final class RealServer implements BeforeAllCallback, AfterAllCallback {

    static final RejoinPolicy QUICK = new RejoinPolicy(40, Duration.ofMillis(20), Duration.ofMillis(500), 0);

    private final LiveKitServerExtension server = new LiveKitServerExtension();

    LiveKitServerProcess process() {
        return server.process();
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
        server.beforeAll(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.afterAll(context);
    }
}
