package io.decart4j.media.meter;

import org.jspecify.annotations.Nullable;

/**
 * What became of numbered frames, since the beginning or within an interval.
 *
 * @param sent frames that got a number
 * @param received frames that came back, the duplicated and unreadable ones among them
 * @param dropped frames that did not come back although a later one did; one that comes after all is taken off again, so
 *     within an interval this may be below 0
 * @param duplicated frames that had come before
 * @param reordered frames that came after a later one
 * @param unreadable frames without a number that can be read, or with one that was not sent within the last minute or so
 * @param latency null when no frame was recognised
 */
public record FrameFigures(
        long sent,
        long received,
        long dropped,
        long duplicated,
        long reordered,
        long unreadable,
        @Nullable Latency latency) {}
