package io.decart4j.studio;

import io.decart4j.livekit.server.LiveKitServerProcess;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The livekit-server beside the local server. Today's official SDK sends media through rooms only, so without one the browser
 * cannot hold a session with it.
 *
 * @param process null when there is none
 * @param missing why there is none, in words for the page; null when there is one
 */
record LocalRooms(
        @Nullable LiveKitServerProcess process, @Nullable String missing) {

    private static final Logger log = LoggerFactory.getLogger(LocalRooms.class);
    private static final String NEEDED = "The official JavaScript SDK sends its media through a LiveKit room, and ";

    /** What {@code studio.livekit} takes. */
    enum Choice {
        /** One that is on this machine, else it is built with Go, which takes some minutes once. */
        START,
        /** One that is on this machine. */
        PRESENT,
        /** None: the browser holds no sessions. */
        NONE
    }

    /** Blocks until it listens. */
    static LocalRooms open(Choice choice) {
        if (choice == Choice.NONE) {
            return without("studio.livekit is none.");
        }
        try {
            Optional<LiveKitServerProcess> process = choice == Choice.START
                    ? LiveKitServerProcess.startIfAvailable()
                    : LiveKitServerProcess.startIfPresent();
            return process.map(running -> new LocalRooms(running, null))
                    .orElseGet(() -> without("there is no livekit-server here: set LIVEKIT_SERVER to the path of one,"
                            + " or install Go 1.26, with which bin/studio builds it."));
        } catch (IllegalStateException | UncheckedIOException e) {
            // The page goes on without, as the server's own sessions need none.
            log.warn("There are no rooms", e);
            return without("the livekit-server did not start; what the studio has printed says why.");
        }
    }

    private static LocalRooms without(String reason) {
        return new LocalRooms(null, NEEDED + reason);
    }
}
