package io.decart4j.media.meter;

import java.time.Duration;

/**
 * How long frames were on their way, in whole milliseconds; what took longer than 10 s counts as 10 s.
 *
 * @param p50 half of the frames took no longer
 * @param p95 95 of 100 frames took no longer
 * @param p99 99 of 100 frames took no longer
 */
public record Latency(Duration p50, Duration p95, Duration p99) {}
