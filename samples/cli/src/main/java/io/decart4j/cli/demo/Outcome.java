package io.decart4j.cli.demo;

import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step.
 *
 * @param number from 1
 * @param detail what it had to say, or why it failed
 * @param shot the pictures, null when it failed
 */
record Outcome(
        int number,
        Step step,
        boolean ok,
        String detail,
        double seconds,
        @Nullable Shot shot) {

    /**
     * A received frame and the sent frame that it was made from.
     *
     * @param delayMillis from the one to the other
     */
    record Shot(BufferedImage sent, BufferedImage received, long delayMillis) {}

    /** The detail with what was measured. */
    String told() {
        return shot == null ? detail : detail + "; picture back after " + shot.delayMillis() + " ms";
    }
}
