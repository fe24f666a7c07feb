package io.decart4j.studio;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code studio}.
 *
 * @param sdk the bundle of the official JavaScript SDK, a file; without it the browser cannot hold sessions
 * @param sdkMissing why there is none, for the page
 * @param absence how long a session outlives the page that shows it
 * @param sessions how many may be open at a time
 */
@ConfigurationProperties("studio")
record StudioProperties(
        @Nullable Path sdk,

        @DefaultValue(
                "The official JavaScript SDK is not here: bin/studio fetches it where node and npm are installed.")
        String sdkMissing,

        @DefaultValue("5s") Duration absence,
        @DefaultValue("8") int sessions) {}
