package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.Participant;
import org.jspecify.annotations.Nullable;

/**
 * A participant in a message of the server.
 *
 * @param version grows with each change; an older one is out of date
 * @param gone whether it has left
 * @param permission what it may publish; null when the server does not tell
 */
public record ParticipantUpdate(
        Participant participant,
        int version,
        boolean gone,
        @Nullable PublishPermission permission) {}
