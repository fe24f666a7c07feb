package io.decart4j.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tests run with tracking switched on. */
class FrameLeaksTest {

    private final List<FrameLeaks.Open> before = FrameLeaks.open();

    @Test
    void aFrameIsListedWithItsPlaceUntilTheLastRelease() {
        assertThat(FrameLeaks.isTracked()).isTrue();
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(6, 4), 0).retain();
        VideoFrame renumbered = frame.withSequence(9);

        assertThat(mine()).singleElement().satisfies(open -> {
            assertThat(open.frame()).isEqualTo("6x4 HeapI420Buffer");
            assertThat(open.createdAt())
                    .anySatisfy(call -> assertThat(call.getMethodName())
                            .isEqualTo("aFrameIsListedWithItsPlaceUntilTheLastRelease"));
        });

        frame.release();
        assertThat(mine()).hasSize(1);
        renumbered.release();
        assertThat(mine()).isEmpty();
    }

    @Test
    void copiesAreFramesOfTheirOwn() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(2, 2), 0);
        VideoFrame copy = frame.mirrored();
        frame.release();
        assertThat(mine()).hasSize(1);
        copy.release();
        assertThat(mine()).isEmpty();
    }

    @Test
    void theSiteIsTheInnermostCallOutsideOfThePackage() {
        FrameLeaks.Open open = new FrameLeaks.Open(
                0,
                "2x2 HeapI420Buffer",
                List.of(
                        new StackTraceElement("io.decart4j.media.VideoFrame", "of", "VideoFrame.java", 1),
                        new StackTraceElement("com.example.Camera", "next", "Camera.java", 7)));
        assertThat(open.site()).isEqualTo("2x2 HeapI420Buffer made at com.example.Camera.next(Camera.java:7)");
    }

    private List<FrameLeaks.Open> mine() {
        List<FrameLeaks.Open> mine = new ArrayList<>(FrameLeaks.open());
        mine.removeAll(before);
        return mine;
    }
}
