package io.decart4j.testkit;

import java.util.concurrent.atomic.LongAdder;

/** Counts packets. Thread-safe. */
final class RelayTally {

    final LongAdder forwarded = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder blackedOut = new LongAdder();
    final LongAdder overflowed = new LongAdder();
    final LongAdder reordered = new LongAdder();

    RelayCounts counts() {
        return new RelayCounts(forwarded.sum(), lost.sum(), blackedOut.sum(), overflowed.sum(), reordered.sum());
    }
}
