package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.WebRtcRuntime;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ResourcesTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketThatIsLeftIsSeen() throws IOException {
        Leftovers before = Leftovers.snapshot();
        try (ServerSocket open = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(open.isBound()).isTrue();
            assertThat(before.now()).containsExactly("sockets: 1");
        }
        before.assertNone();
    }

    @Test
    void leavesNothingWhenTheServerGoes() {
        Leftovers before = Leftovers.snapshot();
        try (WebRtcRuntime ofClient = WebRtcRuntime.create()) {
            LocalDecartServer server = LocalDecartServer.start();
            try (RawClient socket = RawClient.connect(server);
                    MediaClient client = MediaClient.offer(socket.prompt("anime"), ofClient)) {
                client.awaitFrame(frame -> true);
                socket.await("generation_started");
                server.close();
                assertThat(socket.await("generation_ended").get("reason")).isEqualTo("disconnect");
                assertThat(socket.awaitClose().code()).isEqualTo(1001);
            }
        }
        before.assertNone();
    }

    @Test
    void endsEvenWhenAClientDoesNotRead() {
        Leftovers before = Leftovers.snapshot();
        LocalDecartServer server = LocalDecartServer.start();
        RawClient client = RawClient.connect(server);
        client.await("session_id");
        client.stopReading();
        server.faults().sendLarge(64 << 20);
        server.close();
        client.abort();
        before.assertNone();
    }

    @Test
    void saysWhatIsLeft() throws Exception {
        Leftovers before = Leftovers.snapshot();
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "forgotten");
        thread.start();
        assertThatThrownBy(() -> before.none(Duration.ofMillis(50)).block())
                .rootCause()
                .isInstanceOf(AssertionError.class)
                .hasMessage("left over: thread forgotten");
        end.countDown();
        before.assertNone();
    }

    /** It stays for as long as the process, once somebody has set a limit to a future. */
    @Test
    void aThreadOfTheJavaLibraryIsNotLeft() {
        Leftovers before = Leftovers.snapshot();
        CompletableFuture<Void> limited =
                new CompletableFuture<Void>().completeOnTimeout(null, 1, TimeUnit.MILLISECONDS);
        limited.join();
        before.assertNone();
    }

    @Test
    void saysWhereFramesThatAreLeftWereMade() {
        Leftovers before = Leftovers.snapshot();
        VideoFrame one = TestPattern.frame(16, 8, 0, 0);
        VideoFrame other = one.copy();
        assertThat(before.now())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .startsWith("unreleased frames: 1 of 16x8 HeapI420Buffer made at io.decart4j.testkit."));
        assertThat(before.now()).anyMatch(line -> line.contains("ResourcesTest.saysWhereFramesThatAreLeftWereMade"));
        one.release();
        other.release();
        before.assertNone();
    }

    @Test
    void recordsLeaks() {
        List<String> records = new ArrayList<>();
        RecordingLeakDetector<ByteBuf> detector = new RecordingLeakDetector<>(ByteBuf.class, 1, records);
        detector.reportTracedLeak("ByteBuf", "here");
        detector.reportUntracedLeak("ByteBuf");
        assertThat(records).containsExactly("ByteBuf: here", "ByteBuf");
    }
}
