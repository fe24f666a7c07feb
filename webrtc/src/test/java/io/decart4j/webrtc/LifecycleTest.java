package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Opening and closing, in every phase and again and again. */
class LifecycleTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void nothingHappensBeforeSubscription() {
        Mono<PeerConnection> cold = runtimes.one.open(PeerOptions.none());

        assertThat(runtimes.one.openPeerConnections()).isZero();
        cold.block(Pair.LIMIT);
        cold.block(Pair.LIMIT);
        assertThat(runtimes.one.openPeerConnections()).isEqualTo(2);
    }

    @Test
    void aPeerThatNobodyTakesIsClosed() {
        AtomicInteger taken = new AtomicInteger();
        Mono<PeerConnection> open = runtimes.one.open(PeerOptions.none()).doOnNext(peer -> taken.incrementAndGet());
        for (int i = 0; i < 20; i++) {
            open.subscribe().dispose();
            // Cancels in the middle of the opening now and then.
            open.take(Duration.ofMillis(i / 4)).block(Pair.LIMIT);
        }

        // Steps run in order: when this one has run, so have the closes.
        runtimes.one.videoSendCodecs().block(Pair.LIMIT);
        assertThat(runtimes.one.openPeerConnections()).isEqualTo(taken.get()).isLessThan(21);
    }

    @Test
    void aConnectionClosesInEveryPhase() {
        for (int phase = 0; phase < 7; phase++) {
            Pair pair = runtimes.pair();
            VideoSender up = phase > 0 ? Pair.sending(pair.caller()) : null;
            if (phase == 2) {
                pair.caller().offer(Mono::just).block(Pair.LIMIT);
            } else if (phase == 3) {
                pair.caller().offer(Mono::just).flatMap(pair.callee()::answer).block(Pair.LIMIT);
            } else if (phase > 3) {
                pair.negotiate();
            }
            if (phase > 4) {
                pair.connected();
            }
            if (phase > 5 && up != null) {
                runtimes.feed(up, RED);
                Pair.see(pair.callee(), RED);
            }
            pair.close();
            pair.close();
        }
        assertThat(runtimes.one.openPeerConnections()).isZero();
    }

    @Test
    void aCloseOvertakesNothingAndEndsEverything() {
        Pair pair = runtimes.pair();
        StepVerifier states = StepVerifier.create(pair.caller().states())
                .expectNext(PeerState.NEW)
                .expectNext(PeerState.CLOSED)
                .expectComplete()
                .verifyLater();
        StepVerifier video = StepVerifier.create(pair.caller().remote().retainedVideo())
                .expectComplete()
                .verifyLater();
        Mono<String> offer = pair.caller().offer(Mono::just).cache();
        offer.onErrorComplete().subscribe();

        pair.close();

        states.verify(Pair.LIMIT);
        video.verify(Pair.LIMIT);
        StepVerifier.create(pair.caller().states()).expectNext(PeerState.CLOSED).verifyComplete();
        StepVerifier.create(pair.caller().remote().retainedVideo()).verifyComplete();
        StepVerifier.create(pair.caller().sendVideo("late")).verifyErrorMessage("send video: the connection is closed");
        StepVerifier.create(pair.caller().roundTripTime()).verifyComplete();
    }

    @Test
    void videoTakesOneSubscriberAtATime() {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        var first = peer.remote().retainedVideo().subscribe();

        StepVerifier.create(peer.remote().retainedVideo()).verifyError(IllegalStateException.class);
        first.dispose();

        StepVerifier.create(peer.remote().retainedVideo()).thenCancel().verify(Pair.LIMIT);
    }

    @Test
    void oneRuntimeEndsWhileTheOtherLives() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        pair.negotiate();
        runtimes.feed(up, RED);
        Pair.see(pair.callee(), RED);

        runtimes.other.disposeLater().block(Pair.LIMIT);
        runtimes.other.disposeLater().block(Pair.LIMIT);

        pair.callee().close().block(Pair.LIMIT);
        StepVerifier.create(pair.callee().answer("")).verifyError(WebRtcException.class);
        StepVerifier.create(runtimes.other.open(PeerOptions.none())).verifyError(IllegalStateException.class);
        assertThat(runtimes.one.videoSendCodecs().block(Pair.LIMIT)).contains("VP8", "VP9", "H264", "AV1");
        assertThat(pair.caller().offer(Mono::just).block(Pair.LIMIT)).contains("m=video");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thirtyCyclesLeaveNoThread() throws Exception {
        runtimes.one.open(PeerOptions.none()).flatMap(PeerConnection::close).block(Pair.LIMIT);
        // Reactor's own threads and the first loading are not what is looked for.
        cycle(runtimes.one);
        Set<Thread> before = javaThreads();
        int nativeBefore = nativeThreads();

        for (int i = 0; i < 30; i++) {
            try (WebRtcRuntime fresh = WebRtcRuntime.create()) {
                cycle(i % 2 == 0 ? fresh : runtimes.one);
            }
        }

        assertThat(runtimes.one.openPeerConnections()).isZero();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
        Set<Thread> left = javaThreads();
        left.removeAll(before);
        left.removeIf(thread -> thread.getName().startsWith("decart4j-frames")
                || thread.getName().startsWith("decart4j-events")
                || thread.getName().startsWith("boundedElastic")
                || thread.getName().startsWith("parallel"));
        // The daemon thread that reported the last disposal may still be on its way out.
        for (Thread ending : left) {
            ending.join(10_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
        // The pools of the JVM and of Reactor may have grown by a few, thirty cycles would show as many more.
        assertThat(nativeThreads()).isLessThan(nativeBefore + 15);
    }

    private void cycle(WebRtcRuntime runtime) {
        Pair pair = Pair.open(runtime, runtimes.other);
        VideoSender up = Pair.sending(pair.caller());
        pair.negotiate();
        Disposable feed = Pair.feed(up, RED);
        Pair.see(pair.callee(), RED);
        feed.dispose();
        pair.close();
    }

    private static Set<Thread> javaThreads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    private static int nativeThreads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return (int) tasks.count();
        }
    }
}
