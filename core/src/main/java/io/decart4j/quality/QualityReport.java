package io.decart4j.quality;

/**
 * A verdict about a connection.
 *
 * @param quality the level that is in force
 * @param limitingFactor what explains it; kept while a bad level recovers
 * @param warmingUp whether it is early, and the bandwidth does not count yet
 * @param metrics what it rests on, smoothed over the last samples
 */
public record QualityReport(
        QualityLevel quality, LimitingFactor limitingFactor, boolean warmingUp, QualityMetrics metrics) {}
