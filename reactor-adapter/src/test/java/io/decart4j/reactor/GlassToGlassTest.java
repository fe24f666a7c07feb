package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameFigures;
import io.decart4j.media.meter.GlassToGlass;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Numbers burnt into the picture survive VP8 both ways and what the model makes of the picture. */
class GlassToGlassTest {

    private static final int FRAMES = 40;

    @Test
    void numbersAreReadUnderEachLookAndNeverWrongly() throws IOException {
        try (Studio studio = new Studio()) {
            GlassToGlass meter = GlassToGlass.create();
            RealtimeSession session = studio.connect(
                    studio.options().video(meter.outgoing(Studio.pattern())).initialState(InitialState.none()));
            ImageSource coat = ImageSource.of(EndToEndTest.png(new Color(160, 40, 20)));
            for (Mono<Void> look : List.of(
                    Mono.<Void>empty(),
                    session.setPrompt("film noir"),
                    session.setPrompt("invert everything"),
                    session.setPrompt("tint #ff8000"),
                    session.setPrompt("a watercolour"),
                    session.setImage(coat))) {
                look.block(Studio.PATIENCE);
                List<OptionalLong> numbers = Objects.requireNonNull(
                        session.video(meter::receive).take(FRAMES).collectList().block(Studio.PATIENCE));
                List<Long> read = numbers.stream()
                        .flatMapToLong(OptionalLong::stream)
                        .boxed()
                        .toList();
                assertThat(read).hasSizeGreaterThanOrEqualTo(FRAMES * 95 / 100);
                // A wrong number is one that was not sent yet, or not one more than a little after the one before.
                assertThat(read).isSorted().doesNotHaveDuplicates();
                assertThat(read.get(read.size() - 1)).isLessThan(meter.summary().sent());
                assertThat(read.get(read.size() - 1) - read.get(0)).isLessThan(5 * FRAMES);
            }
            FrameFigures all = meter.summary();
            assertThat(all.received()).isEqualTo(6 * FRAMES);
            assertThat(all.unreadable()).isLessThanOrEqualTo(all.received() * 5 / 100);
            assertThat(all.sent()).isGreaterThanOrEqualTo(all.received() - all.duplicated() + all.dropped());
            assertThat(Objects.requireNonNull(all.latency()).p50()).isPositive().isLessThan(Studio.PATIENCE);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void framesThatGoMissingAreTold() {
        try (Studio studio = new Studio()) {
            GlassToGlass meter = GlassToGlass.create();
            RealtimeSession session = studio.connect(
                    studio.options().video(meter.outgoing(Studio.pattern())).initialState(InitialState.none()));
            Mono<Long> far = session.video(frame -> {
                        OptionalLong number = meter.receive(frame);
                        return number.orElse(-1);
                    })
                    .takeUntil(number -> meter.summary().dropped() > 20)
                    .last();
            // Whoever does not read for a while misses frames.
            session.video(frame -> true).take(30).blockLast(Studio.PATIENCE);
            assertThat(far.block(Studio.PATIENCE)).isGreaterThan(20);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aPictureWithoutNumbersIsUnreadable() {
        try (Studio studio = new Studio()) {
            GlassToGlass meter = GlassToGlass.create();
            RealtimeSession session = studio.connect(studio.options()
                    .video(Studio.pattern().map(GlassToGlassTest::blackened))
                    .initialState(InitialState.none()));
            session.video(meter::receive).take(10).blockLast(Studio.PATIENCE);
            assertThat(meter.summary()).isEqualTo(new FrameFigures(0, 10, 0, 0, 0, 10, null));
        }
    }

    private static VideoFrame blackened(VideoFrame frame) {
        try (frame) {
            return VideoFrame.of(I420Buffer.allocate(frame.width(), frame.height()), frame.timestampNanos());
        }
    }
}
