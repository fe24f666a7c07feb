package io.decart4j.ffmpeg;

import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Times of streams, which have units of their own, in nanoseconds. */
final class Clock {

    static final long SECOND = 1_000_000_000L;

    private Clock() {}

    static long nanos(long time, AVRational unit) {
        return avutil.av_rescale(time, unit.num() * SECOND, unit.den());
    }

    /** The same of units of {@code 1 / rate} seconds, as far as the result can be said: 292 years. */
    static long nanos(long units, int rate) {
        return avutil.av_rescale(units, SECOND, rate);
    }

    /** Nanoseconds in units of {@code 1 / rate} seconds, rounded. */
    static long units(long nanos, int rate) {
        return avutil.av_rescale(nanos, rate, SECOND);
    }
}
