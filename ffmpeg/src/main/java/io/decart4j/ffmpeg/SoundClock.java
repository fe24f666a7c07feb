package io.decart4j.ffmpeg;

/**
 * Where pieces of live sound belong. Their times are those of their arrival, which jitter, and a device that counts a little slower
 * than the clock falls behind it for ever: pieces that follow one another are joined, and how far the sound is from its time is
 * made good by and by. What is further away than {@link SoundGap} says is a pause.
 */
final class SoundClock {

    /** In samples: sound that is so far ahead of its time is not meant to follow. */
    private static final long EARLY = Resampler.RATE / 2;

    /** In samples: below it nothing is done. */
    private static final long TOLERABLE = Resampler.RATE / 100;

    /** Of a piece's difference in the mean of all: about those of the last second. */
    private static final double SHARE = 0.02;

    /** Of the difference within the next second; faster would follow the jitter. */
    private static final double CORRECTED = 0.5;

    /** A change of pitch that few hear. */
    private static final double MOST = 0.04 * Resampler.RATE;

    private long next = -1;
    private double behind;
    private boolean correcting;

    /**
     * Where a piece begins, in samples.
     *
     * @param at by its time
     * @param end of the sound before it
     */
    long place(long at, long end, long sequence) {
        boolean follows = isNext(sequence) && end > 0;
        next = sequence + 1;
        if (!follows || at - end > SoundGap.FAR || end - at > EARLY) {
            behind = 0;
            return at;
        }
        behind += (at - end - behind) * SHARE;
        correcting |= Math.abs(behind) > TOLERABLE;
        return end;
    }

    /** Whether the piece of this number follows the one that was placed last. */
    boolean isNext(long sequence) {
        return sequence == next;
    }

    /** Whether there has ever been something to make good. */
    boolean isCorrecting() {
        return correcting;
    }

    /** By how many samples the next second of sound is to be longer, or shorter when it is negative. */
    int correction() {
        return correcting ? (int) Math.max(-MOST, Math.min(MOST, behind * CORRECTED)) : 0;
    }
}
