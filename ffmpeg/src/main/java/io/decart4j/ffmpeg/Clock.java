package io.decart4j.ffmpeg;

import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** Times of streams, which have units of their own, in nanoseconds. */
final class Clock {

    static final long SECOND = 1_000_000_000L;

    private Clock() {}

    static long nanos(long time, AVRational unit) {
        return avutil.av_rescale(time, unit.num() * SECOND, unit.den());
    }

    /** Of microseconds, which a file may say more of than can be told: then the most that can. */
    static long ofMicros(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    /** Or the most that can be told. */
    static long sum(long a, long b) {
        long sum = a + b;
        boolean over = ((a ^ sum) & (b ^ sum)) < 0;
        return over ? a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE : sum;
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
