package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Sound that came whole is whole in the file, however its times jitter and however its device counts. */
class LiveSoundTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long MILLIS = 1_000_000;
    private static final int SECONDS = 12;

    @TempDir
    Path folder;

    private final Clips clips = new Clips();

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
        assertThat(clips.live).hasValue(0);
    }

    /** 99 pieces a second, as the media library's device has them. */
    @Test
    void aSteadyShortfallIsStretched() {
        List<AudioFrame> sound = recorded(1190, nanos -> nanos / 100 * 101);

        assertThat(quietest(sound, 20, sound.size() - 20)).isGreaterThan(6_000);
        // As long as the pictures, of which the last one comes at 12 s.
        assertThat(sound.size()).isCloseTo(SECONDS * 100, within(10));
    }

    @Test
    void aDeviceThatIsTooFastIsShortened() {
        List<AudioFrame> sound = recorded(1210, nanos -> nanos / 100 * 99);

        assertThat(quietest(sound, 20, sound.size() - 20)).isGreaterThan(6_000);
        assertThat(sound.size()).isCloseTo(SECONDS * 100, within(10));
    }

    @Test
    void oneLateDeliveryLeavesNoHole() {
        List<AudioFrame> sound =
                recorded(1200, nanos -> nanos >= 4_000 * MILLIS && nanos < 4_040 * MILLIS ? 4_040 * MILLIS : nanos);

        assertThat(quietest(sound, 20, sound.size() - 20)).isGreaterThan(6_000);
    }

    @Test
    void aStallOfTheMachineLeavesNoHole() {
        List<AudioFrame> sound = recorded(1185, nanos -> nanos < 4_000 * MILLIS ? nanos : nanos + 140 * MILLIS);

        assertThat(quietest(sound, 20, sound.size() - 20)).isGreaterThan(6_000);
    }

    @Test
    void aPauseIsAPause() {
        List<AudioFrame> sound = recorded(1000, nanos -> nanos < 4_000 * MILLIS ? nanos : nanos + 2_000 * MILLIS);

        assertThat(quietest(sound, 20, 395)).isGreaterThan(6_000);
        assertThat(loudest(sound, 405, 595)).isLessThan(1_000);
        assertThat(quietest(sound, 605, sound.size() - 20)).isGreaterThan(6_000);
    }

    /** A tone of 12 s and more at these times, beside pictures of 12 s, as it is in the file. */
    private List<AudioFrame> recorded(int pieces, LongUnaryOperator time) {
        Path file = folder.resolve("live.mp4");
        Flux<VideoFrame> video =
                Flux.range(0, SECONDS * 10 + 1).map(i -> clips.frame(64, 48, i, false, i * 100 * MILLIS));
        Flux<AudioFrame> audio = Clips.tone(440, pieces, 0, 48_000, 1)
                .map(piece -> AudioFrame.of(
                        piece.toByteArray(), 48_000, 1, time.applyAsLong(piece.timestampNanos()), piece.sequence()));
        Recorder.to(file).frameRate(10).record(video, audio).block(LIMIT);
        return RoundTripTest.all(MediaFile.open(file).audio());
    }

    private static int quietest(List<AudioFrame> pieces, int from, int to) {
        return pieces.subList(from, to).stream()
                .mapToInt(piece -> Loudness.peak(piece, 0))
                .min()
                .orElseThrow();
    }

    private static int loudest(List<AudioFrame> pieces, int from, int to) {
        return pieces.subList(from, to).stream()
                .mapToInt(piece -> Loudness.peak(piece, 0))
                .max()
                .orElseThrow();
    }
}
