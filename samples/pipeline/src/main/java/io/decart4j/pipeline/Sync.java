package io.decart4j.pipeline;

import java.util.List;

/**
 * How picture and sound of the output fit together.
 *
 * @param measuredBy in words
 * @param points differences in milliseconds, in the order of time; positive where the picture is late
 * @param offsetMillis the median of them
 * @param driftMillis how much they change over the clip
 */
record Sync(String measuredBy, List<Double> points, double offsetMillis, double driftMillis) {

    static final double LIMIT = 40;

    boolean isRight() {
        return Math.abs(offsetMillis) < LIMIT && Math.abs(driftMillis) < LIMIT;
    }

    static Sync of(String measuredBy, double[] times, double[] differences, double duration) {
        List<Double> points = java.util.Arrays.stream(differences).boxed().toList();
        java.util.List<Double> slopes = new java.util.ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            for (int j = i + 1; j < times.length; j++) {
                slopes.add((differences[j] - differences[i]) / (times[j] - times[i]));
            }
        }
        return new Sync(measuredBy, points, median(points), median(slopes) * duration);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.isEmpty()
                ? 0
                : sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
