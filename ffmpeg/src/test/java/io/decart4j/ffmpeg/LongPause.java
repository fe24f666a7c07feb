package io.decart4j.ffmpeg;

import com.sun.management.OperatingSystemMXBean;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;

/**
 * A recording in which everything pauses, then the sound alone: three parts of some seconds, and pictures that go on through the
 * second pause, one a minute. As a program it says how many milliseconds of the processor it takes without pauses, and with pauses of an hour; all
 * times are invented.
 */
final class LongPause {

    static final int FPS = 30;
    static final int LONG_PART = 30;
    static final int BETWEEN = 59;

    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final int ROUNDS = 5;
    private static final long PICTURE = Clock.SECOND / FPS;

    /** Time of the processor: what else the machine does must not count, and does where two threads share one core. */
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final int partSeconds;
    private final long pause;

    LongPause(int partSeconds, Duration pause) {
        this.partSeconds = partSeconds;
        this.pause = pause.toNanos();
    }

    public static void main(String[] arguments) {
        Path with = Path.of(arguments[0]);
        Path without = with.resolveSibling("without-" + with.getFileName());
        long best = Long.MAX_VALUE;
        long bare = Long.MAX_VALUE;
        // The best round is that which nobody else disturbed; the first also warms up. Others can only show less, so
        // when the goal is
        // met there is nothing left to find out.
        for (int round = 0; round <= ROUNDS && (round < 2 || best > goal(bare)); round++) {
            bare = Math.min(bare, millis(without, new LongPause(LONG_PART, Duration.ZERO)));
            best = Math.min(best, millis(with, new LongPause(LONG_PART, Duration.ofHours(1))));
        }
        System.out.println(bare);
        System.out.println(best);
        System.exit(0);
    }

    /** What it may take at most, where it takes so much without pauses. */
    static long goal(long bare) {
        return bare * 6 / 5;
    }

    private static long millis(Path file, LongPause what) {
        long began = PROCESS.getProcessCpuTime();
        Recorder.to(file).record(what.video(), what.sound()).block(Duration.ofMinutes(5));
        return (PROCESS.getProcessCpuTime() - began) / 1_000_000;
    }

    /** When the part begins, in nanoseconds: 0, 1 or 2. */
    long begin(int part) {
        return part * (partSeconds * Clock.SECOND + pause) + (part == 2 && pause == 0 ? BETWEEN * PICTURE : 0);
    }

    /** When picture {@code index} of those beside no sound is. */
    long between(int index) {
        long end = begin(1) + partSeconds * Clock.SECOND;
        return end + (pause == 0 ? index * PICTURE : (index + 1) * pause / (BETWEEN + 1));
    }

    Flux<VideoFrame> video() {
        return Flux.concat(pictures(0), pictures(1), between(), pictures(2));
    }

    Flux<AudioFrame> sound() {
        return Flux.range(0, 3)
                .concatMap(part -> Clips.tone(440, partSeconds * 100, 0, Resampler.RATE, 2)
                        .map(piece -> AudioFrame.of(
                                piece.toByteArray(),
                                Resampler.RATE,
                                2,
                                begin(part) + piece.timestampNanos(),
                                part * partSeconds * 100L + piece.sequence())));
    }

    private Flux<VideoFrame> pictures(int part) {
        return Flux.range(0, partSeconds * FPS).map(i -> picture(i, begin(part) + i * PICTURE));
    }

    private Flux<VideoFrame> between() {
        return Flux.range(0, BETWEEN).map(i -> picture(i, between(i)));
    }

    private static VideoFrame picture(int index, long nanos) {
        I420Buffer pixels = I420Buffer.allocate(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                pixels.y().put(y * WIDTH + x, (byte) (40 + ((x + index * 3) ^ y) % 128));
            }
        }
        for (int i = 0; i < WIDTH * HEIGHT / 4; i++) {
            pixels.u().put(i, (byte) 128);
            pixels.v().put(i, (byte) 128);
        }
        return VideoFrame.of(pixels, nanos);
    }
}
