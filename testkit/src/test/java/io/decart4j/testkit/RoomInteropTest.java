package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * LiveKit's own clients and this one in a room of a real livekit-server: each publishes a picture and a tone, and each sees
 * and hears the other. What they do is in {@code src/test/browser}, {@code page/participant} and {@code participant.mjs}.
 */
class RoomInteropTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static final int LEFT = 0xC85028;
    private static final int RIGHT = 0x285AC8;
    private static final int CODING = 40;
    private static final int OUR_TONE = 440;
    private static final int THEIR_TONE = 750;

    private final Leftovers before = Leftovers.snapshot();
    private final WebRtcRuntime runtime = WebRtcRuntime.create();

    @AfterEach
    void leavesNothing() {
        runtime.close();
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"VP8", "H264", "VP9"})
    void meetsLiveKitsClientInABrowser(String codec) throws Exception {
        meets(ScenarioProcess.browser("participant"), codec);
    }

    @Test
    void meetsLiveKitsClientForNode() throws Exception {
        meets(ScenarioProcess.participant(), "VP8");
    }

    private void meets(ScenarioProcess them, String codec) throws Exception {
        String room = RandomId.withPrefix("room_");
        try (RoomClient ada = RoomClient.enter(LIVEKIT.process().url(), token(room, "ada"), "them"::equals, runtime)
                .sendPattern(codec)
                .sendTone(TestTone.frames(OUR_TONE))) {
            CompletableFuture<String> theirStep = new CompletableFuture<>();
            // Leaves when both have seen and heard, for which they wait.
            CompletableFuture<Void> left = CompletableFuture.runAsync(
                            () -> {
                                ada.awaitFrame(RoomInteropTest::isTheirs);
                                ada.awaitTone(THEIR_TONE);
                            },
                            task -> new Thread(task).start())
                    .thenCombine(theirStep, (ours, theirs) -> theirs)
                    .thenAccept(step -> ada.leave());
            them.run(
                            "meets",
                            Map.of(
                                    "url",
                                    LIVEKIT.process().url().toString(),
                                    "token",
                                    token(room, "them"),
                                    "peer",
                                    "ada",
                                    "patches",
                                    Json.text(patches()),
                                    "hz",
                                    String.valueOf(OUR_TONE),
                                    "ownHz",
                                    String.valueOf(THEIR_TONE)),
                            step -> {
                                if (step.contains(" Hz")) {
                                    theirStep.complete(step);
                                }
                            })
                    .forEach(System.out::println);
            left.get(RawClient.SOON.toSeconds(), TimeUnit.SECONDS);
        } finally {
            them.quit();
        }
    }

    private static String token(String room, String identity) {
        return LIVEKIT.process().token().identity(identity).join(room).mint();
    }

    /** What ours looks like, for them. */
    private static List<Map<String, Object>> patches() {
        return TestPattern.PATCHES.stream()
                .map(patch -> Map.<String, Object>of(
                        "left",
                        patch.left(),
                        "top",
                        patch.top(),
                        "right",
                        patch.right(),
                        "bottom",
                        patch.bottom(),
                        "rgb",
                        List.of(patch.rgb() >> 16 & 255, patch.rgb() >> 8 & 255, patch.rgb() & 255)))
                .toList();
    }

    private static boolean isTheirs(VideoFrame frame) {
        int quarter = frame.width() / 4;
        int left = Pixels.meanRgb(frame, quarter / 2, frame.height() / 4, quarter, frame.height() / 2);
        int right = Pixels.meanRgb(frame, quarter * 5 / 2, frame.height() / 4, quarter, frame.height() / 2);
        return Pixels.distance(left, LEFT) < CODING && Pixels.distance(right, RIGHT) < CODING;
    }
}
