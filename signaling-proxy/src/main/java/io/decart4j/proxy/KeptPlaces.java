package io.decart4j.proxy;

import io.decart4j.flow.MonotonicTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places of those who gave up a queue, one a user, for {@link SessionGate#PLACE_KEPT}. Not thread-safe. */
final class KeptPlaces {

    private record Left(long place, long at) {}

    private final Map<String, Left> left = new LinkedHashMap<>(); // who left first is first

    /** Of several places the best one is kept. */
    void keep(String user, long place) {
        forget();
        Left before = left.remove(user);
        left.put(user, new Left(before == null ? place : Math.min(place, before.place()), MonotonicTime.nanos()));
    }

    /** The user's place, once; null when there is none, or none any more. */
    @Nullable
    Long take(String user) {
        forget();
        Left kept = left.remove(user);
        return kept == null ? null : kept.place();
    }

    private void forget() {
        Iterator<Left> all = left.values().iterator();
        while (all.hasNext() && MonotonicTime.since(all.next().at()).compareTo(SessionGate.PLACE_KEPT) >= 0) {
            all.remove();
        }
    }
}
