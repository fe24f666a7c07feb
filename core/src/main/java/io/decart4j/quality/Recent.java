package io.decart4j.quality;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The last few known values of a metric. */
final class Recent {

    private final Deque<Double> values = new ArrayDeque<>();
    private final int size;

    Recent(int size) {
        this.size = size;
    }

    /** What is unknown takes nobody's place. */
    Recent add(@Nullable Double value) {
        if (value != null) {
            if (values.size() == size) {
                values.removeFirst();
            }
            values.addLast(value);
        }
        return this;
    }

    /** Null without a value; of an even number the mean of the middle two. */
    @Nullable
    Double median() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return null;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Null without a value. */
    @Nullable
    Double least() {
        return values.stream().min(Double::compare).orElse(null);
    }
}
