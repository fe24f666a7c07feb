package io.decart4j.media.meter;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Numbers and times of frames that went out, and what came back of them. Pure arithmetic in fixed memory: what was sent
 * longer ago than the ring is long is no longer recognised. Thread-safe.
 */
final class FrameLedger {

    /** A minute at 30 frames per second. */
    static final int REMEMBERED = 2048;

    private static final long NONE = -1;

    private final long[] numbers = new long[REMEMBERED];
    private final long[] sentAt = new long[REMEMBERED];
    private final boolean[] returned = new boolean[REMEMBERED];
    private final Latencies latencies = new Latencies();
    private long sent;
    private long received;
    private long recognised;
    private long duplicated;
    private long reordered;
    private long unreadable;
    private long highest = NONE;

    FrameLedger() {
        Arrays.fill(numbers, NONE);
    }

    /** Times on any one clock in nanoseconds; returns the number for the frame, the first is 0. */
    synchronized long send(long nanos) {
        long number = sent++;
        int slot = slot(number);
        numbers[slot] = number;
        sentAt[slot] = nanos;
        returned[slot] = false;
        return number;
    }

    synchronized void receive(OptionalLong read, long nanos) {
        received++;
        long number = read.orElse(NONE);
        int slot = slot(number);
        if (number == NONE || numbers[slot] != number) {
            unreadable++;
        } else if (returned[slot]) {
            duplicated++;
        } else {
            returned[slot] = true;
            recognised++;
            reordered += number < highest ? 1 : 0;
            highest = Math.max(highest, number);
            latencies.add(nanos - sentAt[slot]);
        }
    }

    synchronized Totals totals() {
        FrameFigures counts =
                new FrameFigures(sent, received, highest + 1 - recognised, duplicated, reordered, unreadable, null);
        return new Totals(counts, latencies.copy());
    }

    private static int slot(long number) {
        return (int) (number & (REMEMBERED - 1));
    }

    /** The ledger's sums at one moment, and apart from them all latencies so far. */
    record Totals(FrameFigures counts, Latencies latencies) {

        static final Totals NOTHING = new Totals(new FrameFigures(0, 0, 0, 0, 0, 0, null), new Latencies());

        FrameFigures since(Totals earlier) {
            return new FrameFigures(
                    counts.sent() - earlier.counts.sent(),
                    counts.received() - earlier.counts.received(),
                    counts.dropped() - earlier.counts.dropped(),
                    counts.duplicated() - earlier.counts.duplicated(),
                    counts.reordered() - earlier.counts.reordered(),
                    counts.unreadable() - earlier.counts.unreadable(),
                    latencies.since(earlier.latencies).summary());
        }
    }
}
