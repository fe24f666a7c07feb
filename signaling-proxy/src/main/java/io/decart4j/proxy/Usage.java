package io.decart4j.proxy;

/**
 * Generation time of a session so far.
 *
 * @param session whose
 * @param seconds cumulative seconds, as the service counts them; never less than before
 * @param last whether the session has ended; told exactly once for a session that reached the service
 */
public record Usage(ProxySession session, double seconds, boolean last) {}
