package io.decart4j.proxy;

/**
 * What a proxy has done so far.
 *
 * @param open connections that are open now, those who wait included
 * @param refused messages of clients that hooks refused
 * @param withheld messages of the service that hooks refused
 * @param malformed messages of clients that are none, and went nowhere, as the service would drop them
 * @param violations connections that were ended because of a limit
 * @param slowedDown connections that asked for the fast mode, which the operator does not allow, and went on without it
 */
public record ProxyCounters(int open, long refused, long withheld, long malformed, long violations, long slowedDown) {}
