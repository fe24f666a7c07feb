package io.decart4j.testkit;

/**
 * Packets of all connections of an {@link ImpairedRelay} so far, both directions together.
 *
 * @param forwarded sent on, sooner or later
 * @param lost at random
 * @param blackedOut lost in an outage
 * @param overflowed lost because more came than passes
 * @param reordered sent on after later ones
 */
public record RelayCounts(long forwarded, long lost, long blackedOut, long overflowed, long reordered) {}
