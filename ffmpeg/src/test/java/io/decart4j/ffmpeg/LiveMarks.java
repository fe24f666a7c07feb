package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import reactor.core.publisher.Flux;

/**
 * What arrives of a live session whose source flashes and beeps in the same instants, once a second: pieces of sound and
 * pictures with the times of their arrival, which jitter, from a device that counts slowly, with pieces and pictures that never come. Times
 * are invented, in milliseconds unless they say otherwise.
 */
final class LiveMarks {

    static final long MARK = 100;

    private static final long MILLI = 1_000_000;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final int FPS = 20;
    private static final int PIECE = Resampler.RATE / 100;

    /** A time in which something does not come. */
    record Drop(long from, long to, Kind kind) {

        boolean holds(long time) {
            return time >= from && time < to;
        }
    }

    enum Kind {
        /** Pictures are lost; sound goes on, as the media library conceals what it misses. */
        LOSS,
        /** Nothing comes. The numbers of the sound go on where they were. */
        RECONNECT,
        /** Nothing is lost, and what comes is late: all of it at once in the end. */
        STALL
    }

    private final long millis;
    private final double pieceMillis;
    private final List<Drop> drops;

    /** @param pieceMillis from one piece of sound to the next, 10 for a device that keeps time */
    LiveMarks(long seconds, double pieceMillis, List<Drop> drops) {
        this.millis = seconds * 1000;
        this.pieceMillis = pieceMillis;
        this.drops = drops;
    }

    /** The marks that neither came late nor were lost in part. */
    long[] marks() {
        return LongStream.iterate(1000, mark -> mark < millis - 1000, mark -> mark + 1000)
                .filter(mark -> drops.stream().noneMatch(drop -> drop.from < mark + 2 * MARK && drop.to > mark - MARK))
                .toArray();
    }

    Flux<VideoFrame> video() {
        Random jitter = new Random(2);
        I420Buffer dark = picture(40);
        I420Buffer bright = picture(200);
        return Flux.range(0, (int) (millis * FPS / 1000)).handle((index, sink) -> {
            long time = index * 1000L / FPS;
            if (drops.stream().noneMatch(drop -> drop.kind != Kind.STALL && drop.holds(time))) {
                sink.next(VideoFrame.of(
                        isMarked((double) time) ? bright : dark, arrival(time) * MILLI + jitter.nextLong(3 * MILLI)));
            }
        });
    }

    Flux<AudioFrame> sound() {
        Random jitter = new Random(1);
        long[] number = {0};
        return Flux.range(0, (int) (millis / pieceMillis)).handle((index, sink) -> {
            double time = index * pieceMillis;
            // Nobody counts what never came.
            if (drops.stream().noneMatch(drop -> drop.kind == Kind.RECONNECT && drop.holds((long) time))) {
                long arrival = arrival((long) time) * MILLI + jitter.nextLong(8 * MILLI);
                sink.next(AudioFrame.of(piece(time), Resampler.RATE, 1, arrival, number[0]++));
            }
        });
    }

    private long arrival(long time) {
        return drops.stream()
                .filter(drop -> drop.kind == Kind.STALL && drop.holds(time))
                .mapToLong(Drop::to)
                .findFirst()
                .orElse(time);
    }

    private static boolean isMarked(double time) {
        return time >= 1000 && time % 1000 < MARK;
    }

    private static I420Buffer picture(int luma) {
        I420Buffer picture = I420Buffer.allocate(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            picture.y().put(i, (byte) luma);
        }
        for (int i = 0; i < WIDTH * HEIGHT / 4; i++) {
            picture.u().put(i, (byte) 128);
            picture.v().put(i, (byte) 128);
        }
        return picture;
    }

    /** A soft low tone, so that a hole can be heard, under the beeps. */
    private byte[] piece(double begin) {
        byte[] pcm = new byte[PIECE * 2];
        for (int i = 0; i < PIECE; i++) {
            double time = begin + i * pieceMillis / PIECE;
            double value = (isMarked(time) ? 14_000 : 1_500) * Math.sin(2 * Math.PI * time);
            pcm[2 * i] = (byte) (int) value;
            pcm[2 * i + 1] = (byte) ((int) value >> 8);
        }
        return pcm;
    }

    /** How far the beep of each of these marks is from its flash in the file, in milliseconds and ascending; what is not there is far. */
    static double[] offsets(MediaFile file, long[] marks) {
        double[] flashes = flashes(file);
        double[] beeps = beeps(file);
        return Arrays.stream(marks)
                .mapToDouble(mark -> Math.abs(nearest(flashes, mark) - nearest(beeps, mark)))
                .sorted()
                .toArray();
    }

    private static double nearest(double[] times, long mark) {
        return Arrays.stream(times)
                .reduce((a, b) -> Math.abs(a - mark) <= Math.abs(b - mark) ? a : b)
                .orElse(Double.MAX_VALUE);
    }

    private static double[] flashes(MediaFile file) {
        boolean[] before = {false};
        return RoundTripTest.all(file.video().map(frame -> {
                    try (frame) {
                        boolean bright = (frame.y().get(HEIGHT / 2 * frame.strideY() + WIDTH / 2) & 0xff) > 120;
                        boolean begins = bright && !before[0];
                        before[0] = bright;
                        return begins ? frame.timestampNanos() / 1e6 : Double.NaN;
                    }
                }))
                .stream()
                .mapToDouble(Double::doubleValue)
                .filter(time -> !Double.isNaN(time))
                .toArray();
    }

    private static double[] beeps(MediaFile file) {
        double[] loudUntil = {-1000};
        return RoundTripTest.all(file.audio().map(piece -> {
                    double begins = Double.NaN;
                    for (int i = 0; i < piece.samples(); i++) {
                        if (Math.abs(piece.sample(i, 0)) > 6_000) {
                            double time = piece.timestampNanos() / 1e6 + i * 1000.0 / piece.sampleRate();
                            begins = time - loudUntil[0] > MARK ? time : begins;
                            loudUntil[0] = time;
                        }
                    }
                    return begins;
                }))
                .stream()
                .mapToDouble(Double::doubleValue)
                .filter(time -> !Double.isNaN(time))
                .toArray();
    }
}
