package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Raw reports in few words. */
final class Reports {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Reports() {}

    static StatsReport report(Entry... entries) {
        return new StatsReport("peer", List.of(entries));
    }

    static Entry entry(String type, String id, Object... members) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            map.put((String) members[i], members[i + 1]);
        }
        return new Entry(type, id, map);
    }

    /** A stream of video with this SSRC. */
    static Entry video(String type, long ssrc, Object... members) {
        Map<String, Object> map = new HashMap<>(entry(type, "", members).members());
        map.put("kind", "video");
        map.put("ssrc", ssrc);
        return new Entry(type, type + ssrc, map);
    }

    /** One after the other, a second apart; the last sample. */
    static SessionStats last(StatsReport... reports) {
        StatsSampler sampler = new StatsSampler();
        SessionStats last = null;
        for (int second = 0; second < reports.length; second++) {
            last = sampler.sample(reports[second], NOON.plusSeconds(second), second * 1_000_000_000L);
        }
        return Objects.requireNonNull(last);
    }

    static InboundVideo in(SessionStats stats) {
        return Objects.requireNonNull(stats.video());
    }

    static OutboundVideo out(SessionStats stats) {
        return Objects.requireNonNull(stats.outboundVideo());
    }
}
