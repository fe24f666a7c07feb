package io.decart4j.chaos;

import io.decart4j.error.CommandException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** What is counted in a run. Thread-safe. */
final class Tally {

    final LongAdder sessions = new LongAdder();
    final LongAdder reconnects = new LongAdder();
    final LongAdder endedForGood = new LongAdder();
    final LongAdder endedByPolicy = new LongAdder();
    final LongAdder endedByUser = new LongAdder();
    final LongAdder breaks = new LongAdder();
    final LongAdder issued = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder cancelled = new LongAdder();
    final LongAdder cancelledConnects = new LongAdder();
    final LongAdder hungUp = new LongAdder();
    final LongAdder reasonsBehindMedia = new LongAdder();
    private final Map<Reason, LongAdder> failed = perKind(Reason.class);
    private final Map<Fault, LongAdder> faults = perKind(Fault.class);

    /** From the loss, as the session tells it, to the next remote frame. */
    final Latencies recoveries = new Latencies();

    /** From connect to connected, under faults. */
    final Latencies connects = new Latencies();

    /** Commands that ended so. */
    LongAdder failed(Reason reason) {
        return Objects.requireNonNull(failed.get(reason));
    }

    /** How often the fault was injected. */
    LongAdder injected(Fault fault) {
        return Objects.requireNonNull(faults.get(fault));
    }

    private static <K extends Enum<K>> Map<K, LongAdder> perKind(Class<K> kinds) {
        Map<K, LongAdder> counts = new EnumMap<>(kinds);
        for (K kind : kinds.getEnumConstants()) {
            counts.put(kind, new LongAdder());
        }
        return counts;
    }
}
