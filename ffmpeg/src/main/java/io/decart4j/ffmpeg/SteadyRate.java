package io.decart4j.ffmpeg;

import io.decart4j.media.VideoFrame;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Pictures at equal distances: at each moment the one that is shown then, so some come again and some not at all. */
final class SteadyRate implements Source<VideoFrame> {

    /** Times of containers are rounded, some to milliseconds. */
    private static final long ROUNDING = 1_000_000;

    private final Source<VideoFrame> source;
    private final double rate;
    private final LongSupplier end;
    private final long rounding;
    private @Nullable VideoFrame shown;
    private @Nullable VideoFrame upcoming;
    private long slot;

    /** Reads on from {@code source}; {@code end} is when the picture ends that it gave last, in nanoseconds. */
    SteadyRate(Source<VideoFrame> source, double rate, LongSupplier end) {
        this.source = source;
        this.rate = rate;
        this.end = end;
        this.rounding = Math.min(ROUNDING, Math.round(Clock.SECOND / rate / 2));
    }

    @Override
    public @Nullable VideoFrame next() {
        long now = Math.round(slot * (double) Clock.SECOND / rate);
        if (slot == 0) {
            upcoming = source.next();
        }
        while (upcoming != null && (shown == null || upcoming.timestampNanos() <= now + rounding)) {
            replace(upcoming);
            // It is held once, whatever reading on leads to.
            upcoming = null;
            upcoming = source.next();
        }
        VideoFrame current = shown;
        if (current == null || (slot > 0 && upcoming == null && now >= end.getAsLong() - rounding)) {
            return null;
        }
        slot++;
        return current.duplicate().withTimestamp(now);
    }

    @Override
    public void close() {
        try {
            replace(null);
            if (upcoming != null) {
                upcoming.release();
                upcoming = null;
            }
        } finally {
            source.close();
        }
    }

    private void replace(@Nullable VideoFrame by) {
        VideoFrame old = shown;
        shown = by;
        if (old != null) {
            old.release();
        }
    }
}
