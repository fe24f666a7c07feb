package io.decart4j.stats;

import static io.decart4j.stats.Reports.in;
import static io.decart4j.stats.Reports.out;
import static io.decart4j.stats.Reports.report;
import static io.decart4j.stats.Reports.video;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.decart4j.stats.StatsReport.Entry;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What holds for whatever a peer connection reports. */
class StatsPropertyTest {

    private static final List<String> TYPES =
            List.of("inbound-rtp", "outbound-rtp", "remote-inbound-rtp", "candidate-pair", "transport");
    private static final List<String> MEMBERS = List.of(
            "bytesReceived",
            "bytesSent",
            "packetsLost",
            "packetsSent",
            "framesDecoded",
            "framesEncoded",
            "framesPerSecond",
            "jitter",
            "totalDecodeTime",
            "totalInterFrameDelay",
            "totalSquaredInterFrameDelay",
            "jitterBufferDelay",
            "jitterBufferEmittedCount",
            "totalFreezesDuration",
            "freezeCount",
            "qpSum",
            "totalEncodeTime",
            "targetBitrate",
            "fractionLost",
            "roundTripTime",
            "currentRoundTripTime",
            "availableOutgoingBitrate",
            "frameWidth",
            "frameHeight");

    @Property(tries = 1000)
    void noNumberIsEverNegativeNorInfiniteNorNone(
            @ForAll("reports") @Size(max = 5) List<StatsReport> reports, @ForAll @Size(5) List<Long> clock)
            throws ReflectiveOperationException {
        StatsSampler sampler = new StatsSampler();
        for (int i = 0; i < reports.size(); i++) {
            check(sampler.sample(reports.get(i), Instant.EPOCH, clock.get(i)));
        }
    }

    @Property(tries = 500)
    void theBitrateIsWhatCameInTheTimeThatPassed(
            @ForAll @LongRange(max = 1L << 40) long before,
            @ForAll @LongRange(max = 1L << 40) long more,
            @ForAll @IntRange(min = 1, max = 60_000) int millis) {
        StatsSampler sampler = new StatsSampler();
        sampler.sample(bytes(before), Instant.EPOCH, -5);
        SessionStats stats = sampler.sample(bytes(before + more), Instant.EPOCH, millis * 1_000_000L - 5);

        long expected = Math.round(more * 8 / (millis / 1000.0));
        assertThat(in(stats).bitrate()).isCloseTo(expected, offset(1 + expected / 1_000_000_000));
        assertThat(out(stats).bitrate()).isEqualTo(in(stats).bitrate());
    }

    private static StatsReport bytes(long count) {
        return report(video("inbound-rtp", 1, "bytesReceived", count), video("outbound-rtp", 2, "bytesSent", count));
    }

    private static void check(Object part) throws ReflectiveOperationException {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(part);
            if (value instanceof Number number) {
                assertThat(number.doubleValue())
                        .as("%s", component.getName())
                        .isFinite()
                        .isNotNegative();
            } else if (value instanceof Record record) {
                check(record);
            }
        }
    }

    @Provide
    Arbitrary<List<StatsReport>> reports() {
        Arbitrary<Object> number = Arbitraries.oneOf(
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.of(
                        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, -1.0, 0.0));
        Arbitrary<Entry> entry = Combinators.combine(
                        Arbitraries.of(TYPES),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of("video", "audio"),
                        Arbitraries.maps(Arbitraries.of(MEMBERS), number).ofMaxSize(MEMBERS.size()))
                .as(StatsPropertyTest::entry);
        return Combinators.combine(Arbitraries.of("one", "two"), entry.list().ofMaxSize(6))
                .as(StatsReport::new)
                .list();
    }

    private static Entry entry(String type, int number, String kind, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("kind", kind);
        all.put("ssrc", number);
        all.put("nominated", true);
        all.put("state", "succeeded");
        all.put("selectedCandidatePairId", "candidate-pair" + number);
        all.put("localId", "outbound-rtp" + number);
        return new Entry(type, type + number, all);
    }
}
