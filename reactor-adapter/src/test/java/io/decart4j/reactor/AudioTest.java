package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.media.AudioFrame;
import io.decart4j.testkit.TestTone;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** Real sound through a real server, which sends it back. */
class AudioTest {

    private static final Offset<Double> CLOSE = Offset.offset(15.0);

    /** Half seconds that sound like this. */
    private static Flux<List<AudioFrame>> tone(Flux<AudioFrame> audio, int hz) {
        return audio.buffer(50).filter(frames -> Math.abs(TestTone.frequency(frames) - hz) < CLOSE.value);
    }

    private static void awaitTone(RealtimeConnection<?> connection, int hz) {
        assertThat(tone(connection.audio(), hz).blockFirst(Studio.PATIENCE)).isNotNull();
    }

    private static RealtimeSession talking(Studio studio, int hz) {
        return studio.connect(studio.options().audio(TestTone.frames(hz)).initialState(InitialState.prompt("noir")));
    }

    private static String offerOf(Studio studio) {
        return studio.server.sessions().get(0).log().stream()
                .filter(message -> message.type().equals("offer"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @Test
    void aToneComesBackBesideTheVideoAndViewersHearIt() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = talking(studio, 440);
            awaitTone(session, 440);
            Studio.awaitPicture(session, Studio::isNoir);
            RealtimeViewer viewer = Objects.requireNonNull(studio.client
                    .realtime()
                    .subscribe(session.subscribeToken().orElseThrow())
                    .block(Studio.PATIENCE));
            awaitTone(viewer, 440);
            assertThat(session.audioCounters().framesSent()).isGreaterThanOrEqualTo(50);
            assertThat(session.audioCounters().framesReceived()).isGreaterThanOrEqualTo(50);
            assertThat(viewer.audioCounters().framesReceived()).isGreaterThanOrEqualTo(50);
            String offer = offerOf(studio);
            assertThat(offer.indexOf("m=video")).isPositive().isLessThan(offer.indexOf("m=audio"));
            assertThat(offer).contains("a=msid:decart4j ").doesNotContain("a=recvonly");
            assertThat(offer.split("a=msid:decart4j ", -1))
                    .as("one stream of two tracks")
                    .hasSize(3);
        }
    }

    @Test
    void oneSubscriberHearsItBeforeAndAfterACut() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = talking(studio, 700);
            TestSubscriber<AudioFrame> all = TestSubscriber.create();
            session.audio().subscribe(all);
            Mono<List<List<AudioFrame>>> both = tone(session.audio(), 700)
                    .distinctUntilChanged(frames -> session.sessionId().orElseThrow())
                    .take(2)
                    .collectList()
                    .cache();
            both.subscribe();
            awaitTone(session, 700);
            String first = session.sessionId().orElseThrow();

            studio.server.faults().drop();

            assertThat(both.block(Studio.PATIENCE)).hasSize(2);
            assertThat(session.sessionId()).isNotEqualTo(first).isPresent();
            session.disconnect().block(Studio.PATIENCE);
            all.block(Studio.PATIENCE);
            assertThat(all.isTerminatedComplete()).isTrue();
            assertThat(all.getReceivedOnNext().stream().map(AudioFrame::sequence))
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(all.getReceivedOnNext().stream().map(AudioFrame::timestampNanos))
                    .isSorted();
        }
    }

    @Test
    void withoutASourceNoneIsOfferedAndAViewerHearsSilence() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            StepVerifier nothing =
                    StepVerifier.create(session.audio()).expectComplete().verifyLater();
            RealtimeViewer viewer = Objects.requireNonNull(studio.client
                    .realtime()
                    .subscribe(session.subscribeToken().orElseThrow())
                    .block(Studio.PATIENCE));
            List<AudioFrame> heard =
                    Objects.requireNonNull(viewer.audio().take(50).collectList().block(Studio.PATIENCE));
            assertThat(TestTone.frequency(heard)).isZero();
            assertThat(offerOf(studio)).doesNotContain("m=audio");
            session.disconnect().block(Studio.PATIENCE);
            nothing.verify(Studio.PATIENCE);
            assertThat(session.audioCounters()).isEqualTo(new AudioCounters(0, 0, 0, 0));
        }
    }

    @Test
    void aSlowSubscriberMissesTheOldestWhichAreCountedAndNobodyElseNotices() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = talking(studio, 440);
            TestSubscriber<AudioFrame> slow =
                    TestSubscriber.builder().initialRequest(0).build();
            session.audio().subscribe(slow);
            session.audio()
                    .takeUntil(frame -> session.audioCounters().remoteFramesDropped() > 50)
                    .blockLast(Studio.PATIENCE);
            awaitTone(session, 440);
            slow.request(2);
            session.audio().blockFirst(Studio.PATIENCE);
            slow.cancel();
            assertThat(slow.getReceivedOnNext().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anErrorOfTheSourceIsToldAndTheSessionGoesOn() {
        try (Studio studio = new Studio()) {
            Flux<AudioFrame> breaks =
                    TestTone.frames(440).take(20).concatWith(Mono.just(AudioFrame.of(new byte[882], 22_050, 1, 0, 0)));
            RealtimeSession session =
                    studio.connect(studio.options().audio(breaks).initialState(InitialState.prompt("noir")));
            SessionEvent.ErrorOccurred told =
                    session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE);
            assertThat(Objects.requireNonNull(told).error())
                    .hasMessageStartingWith("The audio source failed: IllegalArgumentException: ")
                    .cause()
                    .hasMessageContaining("22050");
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(session.connectionState()).isEqualTo(ConnectionState.GENERATING);
        }
    }

    @Test
    void theSourceIsSubscribedOnceAndCancelledAtTheEnd() throws InterruptedException {
        try (Studio studio = new Studio()) {
            CountDownLatch cancelled = new CountDownLatch(1);
            Flux<AudioFrame> source = TestTone.frames(440).doOnCancel(cancelled::countDown);
            studio.client
                    .realtime()
                    .withSession(
                            studio.options().audio(source).build(),
                            session -> tone(session.audio(), 440).take(1))
                    .blockLast(Studio.PATIENCE);
            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
            studio.assertNothingOpen();
        }
    }
}
