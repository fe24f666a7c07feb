package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.ffmpeg.LiveMarks.Drop;
import io.decart4j.ffmpeg.LiveMarks.Kind;
import io.decart4j.testsupport.Slow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Sound and picture of what arrived live belong together in the file, also behind what was lost. */
class LiveSyncTest {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** What people begin to notice, in milliseconds. */
    private static final double TOGETHER = 45;

    @TempDir
    Path folder;

    /** Each mark behind it, from one second on. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatFollowsADropIsTogether(Kind kind) {
        double[] offsets = recorded("live.mp4", new LiveMarks(12, 10, List.of(new Drop(3_400, 3_800, kind))));

        assertThat(offsets).hasSize(10);
        assertThat(offsets[offsets.length - 1])
                .as("%s", Arrays.toString(offsets))
                .isLessThanOrEqualTo(TOGETHER);
    }

    @Test
    void soIsWhatFollowsALongReconnect() {
        double[] offsets = recorded("live.mp4", new LiveMarks(12, 10, List.of(new Drop(3_300, 6_700, Kind.RECONNECT))));

        assertThat(offsets).hasSize(7);
        assertThat(offsets[offsets.length - 1])
                .as("%s", Arrays.toString(offsets))
                .isLessThanOrEqualTo(TOGETHER);
    }

    @ParameterizedTest
    @CsvSource({"10", "10.1"})
    @Slow
    void tenMinutesWithDropsAreTogether(double pieceMillis) {
        LiveMarks marks = new LiveMarks(600, pieceMillis, drops(600));

        double[] offsets = recorded("live.webm", marks);

        assertThat(offsets).hasSizeGreaterThan(400);
        double p95 = offsets[(int) Math.ceil(offsets.length * 0.95) - 1];
        assertThat(p95).as("of %s", Arrays.toString(offsets)).isLessThanOrEqualTo(TOGETHER);
    }

    /** One each 10 s, of each kind, of 50 ms to 2 s; a stall of up to 600 ms. */
    private static List<Drop> drops(int seconds) {
        Random random = new Random(3);
        List<Drop> drops = new ArrayList<>();
        for (int at = 5; at < seconds - 5; at += 10) {
            Kind kind = List.of(Kind.LOSS, Kind.RECONNECT, Kind.STALL).get(at / 10 % 3);
            long from = at * 1000L + 250 + random.nextInt(500);
            drops.add(new Drop(from, from + 50 + random.nextInt(kind == Kind.STALL ? 550 : 1950), kind));
        }
        return drops;
    }

    private double[] recorded(String name, LiveMarks marks) {
        Path file = folder.resolve(name);
        Recorder.to(file).frameRate(20).record(marks.video(), marks.sound()).block(LIMIT);
        return LiveMarks.offsets(MediaFile.open(file), marks.marks());
    }
}
