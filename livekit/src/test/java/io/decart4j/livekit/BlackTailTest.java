package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlackTailTest {

    private static final int BLACK = 0;
    private static final int WHITE = 235;

    private final List<VideoFrame> made = new ArrayList<>();
    private final List<Integer> shown = new ArrayList<>();
    private final BlackTail tail = tail(0);

    @AfterEach
    void everyFrameIsReleasedOnce() {
        tail.end();
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 2})
    void theBlackFramesAtTheEndOfATrackAreDroppedAndCounted(int side) {
        push(320, WHITE, 2);
        push(side, BLACK, 6);
        assertThat(shown).containsExactly(320, 320);

        tail.end();

        assertThat(shown).containsExactly(320, 320);
        assertThat(tail.dropped()).isEqualTo(6);
    }

    @Test
    void blackFramesOfALargerSizePass() {
        push(320, BLACK, 3);
        push(16, BLACK, 3);

        tail.end();

        assertThat(shown).containsExactly(320, 320, 320, 16, 16, 16);
        assertThat(tail.dropped()).isZero();
    }

    @Test
    void smallFramesThatAreNotBlackPass() {
        push(320, WHITE, 1);
        push(8, WHITE, 2);

        assertThat(shown).containsExactly(320, 8, 8);
    }

    @Test
    void aVideoThatIsSmallAndBlackFromItsBeginningPasses() {
        push(8, BLACK, 20);

        assertThat(shown).hasSize(20);
    }

    @Test
    void aVideoThatBecomesSmallAndBlackAndGoesOnSoMissesNothing() {
        push(320, WHITE, 1);
        push(8, BLACK, 6);
        assertThat(shown).containsExactly(320);

        push(8, BLACK, 2);

        assertThat(shown).containsExactly(320, 8, 8, 8, 8, 8, 8, 8, 8);
    }

    @Test
    void aVideoThatIsSmallAndBlackForAMomentMissesNothing() {
        push(320, WHITE, 1);
        push(8, BLACK, 3);
        push(320, WHITE, 1);

        assertThat(shown).containsExactly(320, 8, 8, 8, 320);
        tail.end();
        assertThat(tail.dropped()).isZero();
    }

    @Test
    void aSubscriberWhoComesWithTheEndSeesNoneOfIt() {
        BlackTail late = tail(320);
        push(late, 8, BLACK, 6);

        late.end();

        assertThat(shown).isEmpty();
        assertThat(late.dropped()).isEqualTo(6);
    }

    @Test
    void whatComesAfterTheEndIsReleased() {
        tail.end();
        push(320, WHITE, 1);

        assertThat(shown).isEmpty();
    }

    private BlackTail tail(int announced) {
        TrackInfo info =
                new TrackInfo("TR_1", TrackKind.VIDEO, TrackSource.CAMERA, "camera", false, announced, announced);
        return new BlackTail(info, frame -> {
            try (frame) {
                shown.add(frame.width());
            }
        });
    }

    private void push(int side, int light, int frames) {
        push(tail, side, light, frames);
    }

    private void push(BlackTail to, int side, int light, int frames) {
        for (int i = 0; i < frames; i++) {
            I420Buffer buffer = I420Buffer.allocate(side, side);
            fill(buffer.y(), light);
            fill(buffer.u(), 128);
            fill(buffer.v(), 128);
            VideoFrame frame = VideoFrame.of(buffer, made.size());
            made.add(frame);
            to.push(frame);
        }
    }

    private static void fill(ByteBuffer plane, int value) {
        for (int i = plane.position(); i < plane.limit(); i++) {
            plane.put(i, (byte) value);
        }
    }
}
