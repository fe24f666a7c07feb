package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.decart4j.stats.StatsReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Turns webrtc-java's report into a neutral one, with W3C's names for types. */
final class StatsReader {

    private StatsReader() {}

    /** @param types what is taken over: the rest is not copied, which is most of it */
    static StatsReport read(String source, RTCStatsReport report, Predicate<RTCStatsType> types) {
        List<StatsReport.Entry> entries = new ArrayList<>();
        for (RTCStats stats : report.getStats().values()) {
            RTCStatsType type = stats.getType();
            if (type != null && types.test(type)) { // null is a type that webrtc-java does not know
                entries.add(new StatsReport.Entry(
                        type.name().toLowerCase(Locale.ROOT).replace('_', '-'), stats.getId(), members(stats)));
            }
        }
        return new StatsReport(source, entries);
    }

    private static Map<String, Object> members(RTCStats stats) {
        Map<String, Object> members = new HashMap<>();
        members.put("timestamp", stats.getTimestamp() / 1000.0); // W3C: milliseconds
        stats.getAttributes().forEach((name, value) -> {
            if (value instanceof Number
                    || value instanceof String
                    || value instanceof Boolean
                    || value instanceof Map<?, ?>) {
                members.put(name, value);
            }
        });
        return members;
    }
}
