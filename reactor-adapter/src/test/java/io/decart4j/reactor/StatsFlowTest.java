package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.quality.QualityLevel;
import io.decart4j.quality.QualityReport;
import io.decart4j.stats.InboundVideo;
import io.decart4j.stats.SessionStats;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** When samples come, in virtual time (docs/protocol.md, C62). */
class StatsFlowTest extends ScriptedTest {

    private static final long BYTES_A_REPORT = 1000;

    /** Each report is of 1000 bytes more. */
    private static Mono<StatsReport> counting(String source) {
        AtomicInteger count = new AtomicInteger();
        return Mono.fromSupplier(() -> report(source, count.incrementAndGet() * BYTES_A_REPORT, 0.01));
    }

    private static StatsReport report(String source, long bytes, double rtt) {
        return new StatsReport(
                source,
                List.of(
                        new StatsReport.Entry(
                                "inbound-rtp", "in", Map.of("kind", "video", "ssrc", 1, "bytesReceived", bytes)),
                        new StatsReport.Entry(
                                "candidate-pair",
                                "pair",
                                Map.of("nominated", true, "state", "succeeded", "currentRoundTripTime", rtt))));
    }

    private static InboundVideo video(SessionStats sample) {
        return Objects.requireNonNull(sample.video());
    }

    private static long bitrate(SessionStats sample) {
        return video(sample).bitrate();
    }

    private static <T> Heard<T> hear(Flux<T> flux) {
        Heard<T> heard = new Heard<>();
        flux.subscribe(heard.all::add, e -> {}, () -> heard.completed = true);
        return heard;
    }

    private static final class Heard<T> {
        final List<T> all = new ArrayList<>();
        boolean completed;
    }

    private ScriptedSession connectedAndCounting() {
        ScriptedSession scripted = connected();
        scripted.latest().stats = counting("one");
        return scripted;
    }

    @Test
    void C62_aSampleEachSecondTheFirstAfterASecond() {
        Heard<SessionStats> heard = hear(connectedAndCounting().session.stats());
        pass(Duration.ofMillis(999));
        assertThat(heard.all).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(heard.all).hasSize(1);
        assertThat(heard.all.get(0).first()).isTrue();
        pass(Duration.ofSeconds(3));
        assertThat(heard.all).hasSize(4);
        assertThat(heard.all).extracting(SessionStats::interval).containsOnlyOnce(Duration.ZERO);
        assertThat(heard.all.get(3).interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(bitrate(heard.all.get(3))).isEqualTo(BYTES_A_REPORT * 8);
    }

    @ParameterizedTest
    @CsvSource({"-1,500", "0,500", "1,500", "499,500", "500,500", "501,501", "3000,3000"})
    void C62_lessThanHalfASecondIsHalfASecond(int asked, int period) {
        Heard<SessionStats> heard = hear(connectedAndCounting().session.stats(Duration.ofMillis(asked)));
        pass(Duration.ofMillis(4L * period - 1));
        assertThat(heard.all).hasSize(3);
        pass(Duration.ofMillis(1));
        assertThat(heard.all).hasSize(4);
    }

    @Test
    void samplesBeginWithTheConnection() {
        ScriptedSession scripted = new ScriptedSession();
        Heard<SessionStats> heard = hear(scripted.session.stats());
        scripted.session.connect().subscribe();
        scripted.latest().stats = counting("one");
        pass(Duration.ofSeconds(5));
        assertThat(heard.all).isEmpty();
        scripted.latest().connects();
        pass(Duration.ofSeconds(2));
        assertThat(heard.all).hasSize(2);
    }

    @Test
    void afterAReconnectTheyGoOnFromANewBaseline() {
        ScriptedSession scripted = connectedAndCounting();
        Heard<SessionStats> heard = hear(scripted.session.stats());
        pass(Duration.ofSeconds(3));
        scripted.latest().drops();
        settle();
        pass(Duration.ofSeconds(5));
        assertThat(heard.all).as("nothing while reconnecting").hasSize(3);
        scripted.latest().stats = counting("two");
        scripted.latest().connects();
        pass(Duration.ofSeconds(2));
        assertThat(heard.all).extracting(SessionStats::first).containsExactly(true, false, false, true, false);
        assertThat(heard.all).extracting(StatsFlowTest::bitrate).containsExactly(0L, 8000L, 8000L, 0L, 8000L);
    }

    @Test
    void aPeerThatIsReplacedOnTheSameSocketIsANewBaselineToo() {
        ScriptedSession scripted = connectedAndCounting();
        Heard<SessionStats> heard = hear(scripted.session.stats());
        pass(Duration.ofSeconds(2));
        scripted.latest().stats = counting("two");
        pass(Duration.ofSeconds(2));
        assertThat(heard.all).extracting(SessionStats::first).containsExactly(true, false, true, false);
    }

    @Test
    void theyEndWithTheSessionAndLeaveNoTimer() {
        ScriptedSession scripted = connectedAndCounting();
        Heard<SessionStats> early = hear(scripted.session.stats());
        Heard<QualityReport> quality = hear(scripted.session.connectionQuality());
        pass(Duration.ofSeconds(1));
        scripted.session.disconnect().subscribe();
        settle();
        assertThat(early.completed).isTrue();
        assertThat(quality.completed).isTrue();
        Heard<SessionStats> late = hear(scripted.session.stats());
        settle();
        assertThat(late.completed).isTrue();
        assertThat(late.all).isEmpty();
    }

    @Test
    void eachSubscriberHasItsOwnAndCancellingStopsTheTimer() {
        ScriptedSession scripted = connectedAndCounting();
        AtomicInteger asked = new AtomicInteger();
        scripted.latest().stats = counting("one").doOnSubscribe(s -> asked.incrementAndGet());
        pass(Duration.ofSeconds(5));
        assertThat(asked).as("nobody listens").hasValue(0);
        StepVerifier.create(scripted.session.stats(), 0)
                .then(() -> pass(Duration.ofSeconds(2)))
                .thenCancel()
                .verify();
        pass(Duration.ofSeconds(5));
        assertThat(asked).hasValue(2);
    }

    @Test
    void whoIsSlowGetsTheNewest() {
        ScriptedSession scripted = connectedAndCounting();
        TestSubscriber<Long> slow = TestSubscriber.builder().initialRequest(1).build();
        scripted.session.stats().map(sample -> video(sample).bytesReceived()).subscribe(slow);
        pass(Duration.ofSeconds(5));
        assertThat(slow.getReceivedOnNext()).containsExactly(BYTES_A_REPORT);
        slow.request(1);
        assertThat(slow.getReceivedOnNext()).containsExactly(BYTES_A_REPORT, 5 * BYTES_A_REPORT);
        slow.cancel();
    }

    @Test
    void aReportThatFailsIsMissingAndOneThatIsLateHoldsNobodyUp() {
        ScriptedSession scripted = connectedAndCounting();
        Heard<SessionStats> heard = hear(scripted.session.stats());
        scripted.latest().stats = Mono.error(new IllegalStateException("no"));
        pass(Duration.ofSeconds(2));
        Sinks.One<StatsReport> late = Sinks.one();
        AtomicInteger asked = new AtomicInteger();
        scripted.latest().stats = late.asMono().doOnSubscribe(s -> asked.incrementAndGet());
        pass(Duration.ofSeconds(9));
        assertThat(asked).hasValue(1);
        assertThat(heard.all).isEmpty();
        scripted.latest().stats = counting("one");
        late.tryEmitValue(report("one", 0, 0.01));
        pass(Duration.ofSeconds(1));
        assertThat(heard.all).hasSize(2);
    }

    @Test
    void qualityIsToldAtTheStartAfterTheWarmUpAndWhenItChanges() {
        ScriptedSession scripted = connectedAndCounting();
        Heard<QualityReport> heard = hear(scripted.session.connectionQuality());
        pass(Duration.ofSeconds(1));
        assertThat(heard.all).extracting(QualityReport::quality).containsExactly(QualityLevel.GOOD);
        assertThat(heard.all.get(0).warmingUp()).isTrue();
        pass(Duration.ofSeconds(7));
        assertThat(heard.all).hasSize(2);
        assertThat(heard.all.get(1).warmingUp()).isFalse();
        scripted.latest().stats = Mono.just(report("one", 0, 0.4));
        pass(Duration.ofSeconds(20));
        assertThat(heard.all)
                .extracting(QualityReport::quality)
                .containsExactly(QualityLevel.GOOD, QualityLevel.GOOD, QualityLevel.POOR);
    }

    @Test
    void qualityIsJudgedAnewAfterAReconnect() {
        ScriptedSession scripted = connectedAndCounting();
        scripted.latest().stats = Mono.just(report("one", 0, 0.9));
        Heard<QualityReport> heard = hear(scripted.session.connectionQuality());
        pass(Duration.ofSeconds(10));
        scripted.latest().drops();
        settle();
        scripted.latest().stats = counting("two");
        scripted.latest().connects();
        pass(Duration.ofSeconds(1));
        assertThat(heard.all)
                .extracting(QualityReport::quality)
                .containsExactly(QualityLevel.CRITICAL, QualityLevel.CRITICAL, QualityLevel.GOOD);
    }
}
