package io.decart4j.proxy;

import io.decart4j.flow.MonotonicTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The places of those who gave up a queue, for {@link SessionGate#PLACE_KEPT}. A client says nothing by which one of its
 * connections is known again, so they are the user's: as many as it left, the best for who comes first. A user that comes back takes
 * a kept place before it gets a new one, so that it never has more of both than tickets. Not thread-safe.
 */
final class KeptPlaces {

    private record Left(String user, long place, long at) {}

    private final Deque<Left> inOrder = new ArrayDeque<>(); // who left first is first; also those that were taken since
    private final Map<String, NavigableMap<Long, Left>> left = new HashMap<>();

    void keep(String user, long place) {
        forget();
        Left kept = new Left(user, place, MonotonicTime.nanos());
        inOrder.addLast(kept);
        left.computeIfAbsent(user, of -> new TreeMap<>()).put(place, kept);
    }

    /** The best of the user's places, once; null when there is none, or none any more. */
    @Nullable
    Long take(String user) {
        forget();
        NavigableMap<Long, Left> places = left.get(user);
        if (places == null) {
            return null;
        }
        Left best = places.firstEntry().getValue();
        remove(best);
        return best.place();
    }

    private void forget() {
        for (Left first = inOrder.peekFirst();
                first != null && MonotonicTime.since(first.at()).compareTo(SessionGate.PLACE_KEPT) >= 0;
                first = inOrder.peekFirst()) {
            remove(inOrder.removeFirst());
        }
    }

    /** Unless it was taken: then there may be a later one of the same place. */
    private void remove(Left kept) {
        left.computeIfPresent(kept.user(), (user, places) -> {
            places.remove(kept.place(), kept);
            return places.isEmpty() ? null : places;
        });
    }
}
