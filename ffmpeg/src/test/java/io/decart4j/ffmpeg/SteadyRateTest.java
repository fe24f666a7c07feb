package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SteadyRateTest {

    private static final long MILLI = 1_000_000;

    private final Scripted source = new Scripted();

    @Test
    void anErrorOfTheSourceComesThroughAndNothingIsReleasedTwice() {
        source.pictures(0, 33).failing(new IllegalStateException("damaged"));
        SteadyRate steady = new SteadyRate(source, 30, source::endNanos);
        release(steady.next());
        assertThatThrownBy(() -> release(steady.next())).hasMessage("damaged");

        steady.close();

        assertThat(source.live).hasValue(0);
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void aSourceThatCannotBeClosedCostsNoPicture() {
        source.pictures(0, 33, 66).failingToClose();
        SteadyRate steady = new SteadyRate(source, 30, source::endNanos);
        release(steady.next());
        assertThatThrownBy(steady::close).hasMessage("close");
        assertThat(source.live).hasValue(0);
    }

    @Test
    void theLastPictureLastsAsLongAsItSays() {
        source.pictures(0, 500).lasting(2_500);
        assertThat(times(30)).hasSize(90).endsWith(2_967L);
    }

    @Test
    void aPictureThatLastsNoTimeIsShownOnce() {
        source.pictures(0).lasting(0);
        assertThat(times(30)).containsExactly(0L);
    }

    @Test
    void picturesThatComeFasterThanAThousandASecondAreShown() {
        for (int i = 0; i < 4_000; i++) {
            source.pictureAt(i * 250_000L);
        }
        assertThat(times(100)).hasSize(100);
    }

    @Test
    void aThousandASecondAreThoseOfTheirOwnMoment() {
        for (int i = 0; i < 10; i++) {
            source.pictureAt(i * MILLI);
        }
        source.lasting(1);
        SteadyRate steady = new SteadyRate(source, 1000, source::endNanos);
        List<Integer> shown = new ArrayList<>();
        for (VideoFrame frame = steady.next(); frame != null; frame = steady.next()) {
            shown.add(frame.y().get(0) & 0xff);
            frame.release();
        }
        steady.close();
        assertThat(shown).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private List<Long> times(double rate) {
        SteadyRate steady = new SteadyRate(source, rate, source::endNanos);
        List<Long> times = new ArrayList<>();
        for (VideoFrame frame = steady.next(); frame != null; frame = steady.next()) {
            times.add(Math.round(frame.timestampNanos() / 1e6));
            frame.release();
        }
        steady.close();
        assertThat(source.live).hasValue(0);
        return times;
    }

    private static void release(@Nullable VideoFrame frame) {
        assertThat(frame).isNotNull();
        if (frame != null) {
            frame.release();
        }
    }

    private static final class Scripted implements Source<VideoFrame> {

        final AtomicInteger live = new AtomicInteger();
        int closed;
        private final Queue<Long> times = new ArrayDeque<>();
        private long last;
        private long lasts = MILLI;
        private int given;
        private @Nullable RuntimeException failure;
        private boolean stuck;

        Scripted pictures(long... millis) {
            for (long time : millis) {
                times.add(time * MILLI);
            }
            return this;
        }

        void pictureAt(long nanos) {
            times.add(nanos);
        }

        void lasting(long millis) {
            lasts = millis * MILLI;
        }

        void failing(RuntimeException e) {
            failure = e;
        }

        void failingToClose() {
            stuck = true;
        }

        long endNanos() {
            return last + lasts;
        }

        @Override
        public @Nullable VideoFrame next() {
            Long time = times.poll();
            if (time == null) {
                if (failure != null) {
                    throw failure;
                }
                return null;
            }
            last = time;
            I420Buffer pixels = new CountedBuffer(I420Buffer.allocate(2, 2), live);
            pixels.y().put(0, (byte) given++);
            return VideoFrame.of(pixels, time);
        }

        @Override
        public void close() {
            closed++;
            if (stuck) {
                throw new IllegalStateException("close");
            }
        }
    }
}
