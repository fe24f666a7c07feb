package io.decart4j.stats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a peer connection counts, as W3C's {@code RTCStatsReport}.
 *
 * @param source names the peer connection: counters of another one begin anew
 * @param entries in any order
 */
public record StatsReport(String source, List<Entry> entries) {

    public StatsReport {
        entries = List.copyOf(entries);
    }

    /**
     * Several connections that carry the media of one session together, as one report. Ids get a prefix, and what refers to
     * them with them. What a connection that sends nothing believes it could send is left out: nobody has tried.
     */
    public static StatsReport together(List<StatsReport> reports) {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            StatsReport report = reports.get(i);
            String prefix = i + ":";
            boolean sends = report.ofType("outbound-rtp").findAny().isPresent();
            report.entries.forEach(entry -> all.add(entry.prefixed(prefix, report, sends)));
        }
        return new StatsReport(reports.stream().map(StatsReport::source).collect(Collectors.joining("+")), all);
    }

    /** The entry with this id. */
    public Optional<Entry> find(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** Entries of this type, for example {@code inbound-rtp}. */
    public Stream<Entry> ofType(String type) {
        return entries.stream().filter(entry -> entry.type().equals(type));
    }

    /** RTP streams of a direction and a kind of media. */
    List<Entry> streams(String type, String kind) {
        return ofType(type).filter(entry -> entry.text("kind").equals(kind)).toList();
    }

    /**
     * One object of a report.
     *
     * @param type in W3C's words, for example {@code candidate-pair}
     * @param id unique in its report
     * @param members numbers, texts, flags and maps, by W3C's names
     */
    public record Entry(String type, String id, Map<String, Object> members) {

        public Entry {
            members = Map.copyOf(members);
        }

        /** A number as it is; null when it is missing or not finite. */
        public @Nullable Double number(String name) {
            return members.get(name) instanceof Number number && Double.isFinite(number.doubleValue())
                    ? Double.valueOf(number.doubleValue())
                    : null;
        }

        /** A text; empty when it is missing. */
        public String text(String name) {
            return members.get(name) instanceof String text ? text : "";
        }

        /** Whether a flag is there and set. */
        public boolean flag(String name) {
            return Boolean.TRUE.equals(members.get(name));
        }

        private Entry prefixed(String prefix, StatsReport report, boolean sends) {
            Map<String, Object> renamed = new HashMap<>(members);
            renamed.replaceAll((name, value) -> name.endsWith("Id")
                            && value instanceof String text
                            && report.find(text).isPresent()
                    ? prefix + text
                    : value);
            if (!sends) {
                renamed.remove("availableOutgoingBitrate");
            }
            return new Entry(type, prefix + id, renamed);
        }

        /** Something that is counted or summed up: 0 when it is missing, never negative. */
        double amount(String name) {
            Double number = number(name);
            return number == null ? 0 : Math.max(0, number);
        }

        /** A whole amount; one that does not fit is {@link Long#MAX_VALUE}. */
        long count(String name) {
            return (long) amount(name);
        }

        /** A size in pixels. */
        int size(String name) {
            return (int) amount(name);
        }

        /** Seconds as milliseconds; null when they are missing. */
        @Nullable
        Double millis(String name) {
            return number(name) == null ? null : finite(amount(name) * 1000);
        }

        /** Seconds as milliseconds; 0 when they are missing. */
        double totalMillis(String name) {
            return Math.min(amount(name) * 1000, Double.MAX_VALUE);
        }

        /** A sum divided by a count; null while the count is 0. */
        @Nullable
        Double mean(String sum, String count) {
            double n = amount(count);
            return n == 0 ? null : finite(amount(sum) / n);
        }

        /** A sum of seconds divided by a count, in milliseconds; null while the count is 0. */
        @Nullable
        Double meanMillis(String sum, String count) {
            Double seconds = mean(sum, count);
            return seconds == null ? null : finite(seconds * 1000);
        }

        /** What stays the same as long as the counters go on; ids may change from report to report. */
        String stream() {
            Double ssrc = number("ssrc");
            return type + "/" + (ssrc == null ? id : String.valueOf(ssrc.longValue()));
        }

        static @Nullable Double finite(double value) {
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        }
    }
}
