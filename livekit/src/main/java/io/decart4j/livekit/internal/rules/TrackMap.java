package io.decart4j.livekit.internal.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which track arrives in which media section. Two sources tell half of it each, in any order: the offers say which track a
 * section carries, the updates say whose it is. Not thread-safe.
 */
public final class TrackMap {

    /** What begins or ends in a section. */
    public sealed interface Change {

        record Begun(String mid, Participants.Owned owned) implements Change {}

        record Ended(String mid, String sid) implements Change {}
    }

    private final Map<String, String> live = new LinkedHashMap<>();
    private Map<String, String> described = Map.of();

    /**
     * An offer was applied.
     *
     * @param trackSids by mid, as of {@link SendingSections}
     */
    public void describe(Map<String, String> trackSids) {
        described = Map.copyOf(trackSids);
    }

    /** What follows from both sources as they are now; ends come before beginnings. */
    public List<Change> settle(Function<String, Optional<Participants.Owned>> owner) {
        List<Change> changes = new ArrayList<>();
        live.entrySet().removeIf(entry -> {
            boolean over = !entry.getValue().equals(described.get(entry.getKey()))
                    || owner.apply(entry.getValue()).isEmpty();
            if (over) {
                changes.add(new Change.Ended(entry.getKey(), entry.getValue()));
            }
            return over;
        });
        described.forEach((mid, sid) -> {
            if (!live.containsKey(mid) && !live.containsValue(sid)) {
                owner.apply(sid).ifPresent(owned -> {
                    live.put(mid, sid);
                    changes.add(new Change.Begun(mid, owned));
                });
            }
        });
        return changes;
    }

    /** Everything ends. */
    public List<Change> clear() {
        described = Map.of();
        return settle(sid -> Optional.empty());
    }
}
