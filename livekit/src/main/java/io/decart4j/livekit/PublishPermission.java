package io.decart4j.livekit;

import java.util.Set;

/**
 * What a participant may publish.
 *
 * @param mayPublish whether anything
 * @param sources from what; empty for everything
 */
record PublishPermission(boolean mayPublish, Set<TrackSource> sources) {

    PublishPermission {
        sources = Set.copyOf(sources);
    }

    boolean allows(TrackSource source) {
        return mayPublish && (sources.isEmpty() || sources.contains(source));
    }
}
