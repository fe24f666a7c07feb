package io.decart4j.livekit;

/**
 * A participant in a message of the server.
 *
 * @param version grows with each change; an older one is out of date
 * @param gone whether it has left
 */
record ParticipantUpdate(Participant participant, int version, boolean gone) {}
