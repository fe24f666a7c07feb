package io.decart4j.pipeline;

import io.decart4j.webrtc.Framing;
import picocli.CommandLine.Option;

/** At most one of these. */
final class FramingChoice {

    @Option(names = "--fit", description = "Black bars where the proportions differ from --size. The default.")
    @SuppressWarnings("UnusedVariable") // what it says is so anyway
    private boolean fit;

    @Option(names = "--fill", description = "No bars: what does not fit into --size is cut off.")
    private boolean fill;

    @Option(names = "--stretch", description = "No bars: pictures are pulled to --size.")
    private boolean stretch;

    Framing choice() {
        return fill ? Framing.FILL : stretch ? Framing.STRETCH : Framing.FIT;
    }
}
