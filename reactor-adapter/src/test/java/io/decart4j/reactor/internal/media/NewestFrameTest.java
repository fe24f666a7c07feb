package io.decart4j.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each frame counts once, as sent or as wasted, whatever happens while it is being sent. */
class NewestFrameTest {

    private final NewestFrame newest = new NewestFrame();

    @Test
    void oneThatNobodyGotIsWastedWhenAnotherComes() {
        assertThat(newest.keep(frame(), null)).isFalse();
        assertThat(newest.keep(frame(), "a")).isTrue();
        assertThat(newest.forget()).isFalse();
    }

    @Test
    void oneThatIsReplacedWhileItIsBeingSentIsSent() {
        newest.keep(frame(), null);
        NewestFrame.Kept claimed = claim("a");

        assertThat(newest.keep(frame(), null)).isFalse();
        assertThat(newest.settle(claimed, true)).isFalse();
    }

    @Test
    void oneThatIsReplacedWhileItIsNotTakenIsWasted() {
        newest.keep(frame(), null);
        NewestFrame.Kept claimed = claim("a");

        assertThat(newest.keep(frame(), null)).isFalse();
        assertThat(newest.settle(claimed, false)).isTrue();
    }

    @Test
    void oneThatTwoConnectionsAreBeingSentIsWastedByTheLast() {
        newest.keep(frame(), null);
        NewestFrame.Kept first = claim("a");
        NewestFrame.Kept second = claim("b");

        assertThat(newest.forget()).isFalse();
        assertThat(newest.settle(first, false)).isFalse();
        assertThat(newest.settle(second, false)).isTrue();
    }

    @Test
    void aConnectionGetsItOnceUnlessItWasNotTaken() {
        newest.keep(frame(), null);
        assertThat(newest.settle(claim("a"), false)).isFalse();
        assertThat(newest.settle(claim("a"), true)).isFalse();

        assertThat(newest.claim("a")).isNull();
        assertThat(newest.forget()).isFalse();
    }

    private NewestFrame.Kept claim(String connection) {
        NewestFrame.Kept claimed = Objects.requireNonNull(newest.claim(connection));
        claimed.frame().release();
        return claimed;
    }

    private static VideoFrame frame() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(2, 2), 0);
        // The keeper has a reference of its own.
        try (frame) {
            return frame.retain();
        }
    }
}
