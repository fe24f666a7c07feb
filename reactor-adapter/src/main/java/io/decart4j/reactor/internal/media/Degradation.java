package io.decart4j.reactor.internal.media;

import io.decart4j.reactor.DegradationPreference;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of the video is given up for a bit rate that does not suffice, because the media library gives up nothing but
 * sharpness. Goes down when three measurements in a row say so, as far as they say, and up by one rung after five that would
 * bear it with a margin: the measured rate swings. Not thread-safe.
 */
final class Degradation {

    /**
     * Bits that a pixel takes so that pictures are of use: about as LiveKit's clients reckon, of which one chose 480x264 for
     * 150 kbit/s at 30 frames.
     */
    private static final double BITS_A_PIXEL = 0.038;

    private static final double MARGIN = 1.3;
    private static final int DOWN = 3;
    private static final int UP = 5;
    private static final double[] SIZES = {1, 3 / 4.0, 1 / 2.0, 3 / 8.0, 1 / 4.0};
    private static final double[] RATES = {1, 2 / 3.0, 1 / 2.0, 1 / 3.0, 1 / 5.0, 1 / 10.0};

    /**
     * One step of the ladder.
     *
     * @param size of each side, as a part of the full one
     * @param rate frames a second, as a part of the full ones
     */
    record Rung(double size, double rate) {

        private double pixels() {
            return size * size * rate;
        }
    }

    private final List<Rung> rungs;
    private int current;
    private int worse;
    private int better;

    Degradation(DegradationPreference preference) {
        rungs = switch (preference) {
            case MAINTAIN_FRAMERATE -> ladder(SIZES.length, 1);
            case MAINTAIN_RESOLUTION -> ladder(1, RATES.length);
            case BALANCED -> ladder(SIZES.length, 4);
        };
    }

    /** Sizes and rates in turn, the size first. */
    private static List<Rung> ladder(int sizes, int rates) {
        List<Rung> ladder = new ArrayList<>();
        int size = 0;
        int rate = 0;
        ladder.add(new Rung(1, 1));
        while (size < sizes - 1 || rate < rates - 1) {
            if (size < sizes - 1 && (size <= rate || rate == rates - 1)) {
                size++;
            } else {
                rate++;
            }
            ladder.add(new Rung(SIZES[size], RATES[rate]));
        }
        return ladder;
    }

    Rung rung() {
        return rungs.get(current);
    }

    /** What the connections before have shown says nothing of the next. */
    void newConnection() {
        worse = 0;
        better = 0;
    }

    /**
     * One measurement, once a second.
     *
     * @param bitrate that the encoder aims at, in bit/s
     * @param pixels a second of the full video
     */
    void sample(long bitrate, double pixels) {
        int bearable = bearable(bitrate, pixels);
        worse = bearable > current ? worse + 1 : 0;
        better = bearable(bitrate, pixels * MARGIN) < current ? better + 1 : 0;
        if (worse == DOWN) {
            current = bearable;
            worse = 0;
        } else if (better == UP) {
            current--;
            better = 0;
        }
    }

    private int bearable(long bitrate, double pixels) {
        int index = 0;
        while (index < rungs.size() - 1 && rungs.get(index).pixels() * pixels * BITS_A_PIXEL > bitrate) {
            index++;
        }
        return index;
    }
}
