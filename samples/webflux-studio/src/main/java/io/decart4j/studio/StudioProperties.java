package io.decart4j.studio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code studio}.
 *
 * @param sdk the bundle of the official JavaScript SDK, a file; without it the browser cannot hold sessions
 * @param sdkMissing why there is none, for the page
 * @param livekit where the local server's rooms come from
 * @param roomsMissing why there are none, for the page; null when there are
 * @param mediaHosts where the page may send signals of rooms, as in a Content-Security-Policy
 * @param absence how long a session outlives the page that shows it
 * @param sessions how many may be open at a time
 */
@ConfigurationProperties("studio")
record StudioProperties(
        @Nullable Path sdk,

        @DefaultValue(
                "The official JavaScript SDK is not here: bin/studio fetches it where node and npm are installed.")
        String sdkMissing,

        @DefaultValue("start") LocalRooms.Choice livekit,
        @Nullable String roomsMissing,
        // The service names the room, and its documentation these hosts.
        @DefaultValue("wss://*.decart.ai") List<String> mediaHosts,
        @DefaultValue("5s") Duration absence,
        @DefaultValue("8") int sessions) {

    boolean hasSdk() {
        return sdk != null && Files.isReadable(sdk);
    }

    /** Why the browser cannot hold sessions; empty when it can. */
    List<String> missingInTheBrowser() {
        return Stream.of(hasSdk() ? null : sdkMissing, roomsMissing)
                .flatMap(Stream::ofNullable)
                .toList();
    }
}
