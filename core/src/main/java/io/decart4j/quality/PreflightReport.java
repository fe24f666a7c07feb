package io.decart4j.quality;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a check before a session found.
 *
 * @param quality what may be expected
 * @param transport how media would travel
 * @param metrics what was measured; a basic check only knows the round trip
 * @param reasons one sentence for each finding that is not good
 */
public record PreflightReport(QualityLevel quality, Transport transport, QualityMetrics metrics, List<String> reasons) {

    public PreflightReport {
        reasons = List.copyOf(reasons);
    }

    /** The same with more reasons, behind those that it has. */
    public PreflightReport withReasons(List<String> more) {
        return new PreflightReport(
                quality,
                transport,
                metrics,
                Stream.concat(reasons.stream(), more.stream()).toList());
    }

    /** How media would travel. */
    public enum Transport {
        /** Straight, over UDP. */
        UDP,
        /** Through a TURN server, or not at all without one: a STUN server did not answer. */
        RELAY,
        /** Not at all. */
        FAILED
    }
}
