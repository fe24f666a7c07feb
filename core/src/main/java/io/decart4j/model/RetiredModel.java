package io.decart4j.model;

/**
 * A name that today's clients offer no more.
 *
 * @param served whether the service may still serve it; what it does not is refused before anything is sent
 * @param reason since when, and according to whom
 * @param successor a name that is served
 */
record RetiredModel(RealtimeModel model, boolean served, String reason, String successor) {}
