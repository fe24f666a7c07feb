package io.decart4j.stats;

import static io.decart4j.stats.Reports.entry;
import static io.decart4j.stats.Reports.last;
import static io.decart4j.stats.Reports.report;
import static io.decart4j.stats.Reports.video;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.stats.CandidatePair.Candidate;
import io.decart4j.stats.StatsReport.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionStatsTest {

    private static final Entry HOST = entry(
            "local-candidate", "host", "candidateType", "host", "address", "10.0.0.1", "port", 1, "protocol", "udp");
    private static final Entry RELAY =
            entry("remote-candidate", "relay", "candidateType", "relay", "ip", "10.0.0.2", "port", 2);

    private static Entry pair(String id, boolean nominated, double rtt, String remote) {
        return entry(
                "candidate-pair",
                id,
                "state",
                "succeeded",
                "nominated",
                nominated,
                "currentRoundTripTime",
                rtt,
                "availableOutgoingBitrate",
                640_000.0,
                "localCandidateId",
                "host",
                "remoteCandidateId",
                remote);
    }

    @Test
    void theSelectedPairIsTheOneThatTheTransportNames() {
        ConnectionStats connection = ConnectionStats.of(report(
                entry("transport", "t", "selectedCandidatePairId", "second"),
                pair("first", true, 0.5, "unknown"),
                pair("second", true, 0.02, "relay"),
                pair("third", true, 0.9, "unknown"),
                HOST,
                RELAY));

        CandidatePair pair = new CandidatePair(
                new Candidate("host", "10.0.0.1", 1, "udp"), new Candidate("relay", "10.0.0.2", 2, "unknown"));
        assertThat(connection).isEqualTo(new ConnectionStats(20.0, 640_000L, pair));
        assertThat(pair.isRelayed()).isTrue();
    }

    /** A room has one connection for each direction; only the sending one knows what it may send. */
    @Test
    void ofTwoConnectionsTogetherTheBusyOneIsThePathAndTheSendingOneHasTheEstimate() {
        StatsReport sending = new StatsReport(
                "publisher",
                List.of(
                        entry("transport", "t", "selectedCandidatePairId", "first"),
                        pair("first", true, 0.5, "relay"),
                        entry("outbound-rtp", "o", "kind", "video", "bytesSent", 5),
                        HOST,
                        RELAY));
        StatsReport receiving = new StatsReport(
                "subscriber",
                List.of(
                        entry("transport", "t", "selectedCandidatePairId", "first"),
                        entry(
                                "candidate-pair",
                                "first",
                                "currentRoundTripTime",
                                0.02,
                                "availableOutgoingBitrate",
                                300_000.0,
                                "bytesReceived",
                                1000,
                                "localCandidateId",
                                "host"),
                        HOST));

        StatsReport together = StatsReport.together(List.of(sending, receiving));
        ConnectionStats connection = ConnectionStats.of(together);

        assertThat(together.source()).isEqualTo("publisher+subscriber");
        assertThat(together.entries()).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(connection.currentRoundTripTimeMs()).isEqualTo(20.0);
        assertThat(connection.availableOutgoingBitrate()).isEqualTo(640_000L);
        assertThat(connection.selectedCandidatePair())
                .isEqualTo(new CandidatePair(new Candidate("host", "10.0.0.1", 1, "udp"), Candidate.UNKNOWN));
        assertThat(ConnectionStats.of(StatsReport.together(List.of(receiving))).availableOutgoingBitrate())
                .isNull();
    }

    @Test
    void withoutATransportItIsTheNominatedOneAndNoneThatOnlySucceeded() {
        StatsReport report =
                report(pair("first", false, 0.5, ""), pair("second", true, 0.02, ""), pair("third", false, 0.9, ""));

        assertThat(ConnectionStats.of(report).currentRoundTripTimeMs()).isEqualTo(20.0);
        assertThat(ConnectionStats.of(report(pair("first", false, 0.5, ""))).selectedCandidatePair())
                .isNull();
    }

    @Test
    void candidatesThatAreNotInTheReportAreUnknown() {
        CandidatePair pair =
                ConnectionStats.of(report(pair("only", true, 0.1, "gone"))).selectedCandidatePair();

        assertThat(pair).isEqualTo(new CandidatePair(Candidate.UNKNOWN, Candidate.UNKNOWN));
        assertThat(new CandidatePair(Candidate.UNKNOWN, Candidate.UNKNOWN).isRelayed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,0", "0.02,0.02", "1,1", "5.12,0.02", "128,0.5", "255,0.99609375", "1000,1", "-0.1,0"})
    void aLostFractionIsAFractionAndOnlyAByteIsDivided(double raw, double fraction) {
        SessionStats stats = last(report(
                video("outbound-rtp", 1),
                video("remote-inbound-rtp", 1, "fractionLost", raw, "jitter", 0.003, "roundTripTime", 0.08)));

        assertThat(stats.remoteInbound()).isEqualTo(new RemoteInbound(fraction, 3.0, 80.0));
    }

    @Test
    void theServersReportIsThatOfTheLargestLayer() {
        SessionStats stats = last(report(
                video("outbound-rtp", 1, "frameWidth", 320, "frameHeight", 180),
                video("outbound-rtp", 2, "frameWidth", 640, "frameHeight", 360),
                video("remote-inbound-rtp", 1, "fractionLost", 0.5),
                video("remote-inbound-rtp", 2, "fractionLost", 0.1)));

        assertThat(stats.remoteInbound()).isEqualTo(new RemoteInbound(0.1, null, null));
        assertThat(last(report(video("remote-inbound-rtp", 1))).remoteInbound()).isNull();
    }
}
