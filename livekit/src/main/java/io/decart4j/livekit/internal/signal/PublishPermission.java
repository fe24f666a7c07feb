package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.TrackSource;
import java.util.Set;

/**
 * What a participant may publish.
 *
 * @param mayPublish whether anything
 * @param sources from what; empty for everything
 */
public record PublishPermission(boolean mayPublish, Set<TrackSource> sources) {

    public PublishPermission {
        sources = Set.copyOf(sources);
    }

    public boolean allows(TrackSource source) {
        return mayPublish && (sources.isEmpty() || sources.contains(source));
    }
}
