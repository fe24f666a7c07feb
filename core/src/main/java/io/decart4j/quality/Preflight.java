package io.decart4j.quality;

import io.decart4j.quality.PreflightReport.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Verdicts of checks before a session. */
public final class Preflight {

    /** What is said where there is no way for media. */
    public static final String MEDIA_NEED =
            "media need a way out by UDP, by TCP, or to a TURN server; they never pass an HTTP proxy";

    private Preflight() {}

    /**
     * By the candidates that were gathered.
     *
     * @param candidateTypes for example {@code host} and {@code srflx}
     * @param rttMs until the first {@code srflx} came, in milliseconds, null when none did
     */
    public static PreflightReport basic(Collection<String> candidateTypes, @Nullable Double rttMs) {
        if (candidateTypes.isEmpty()) {
            return failed(
                    "No network path was found: the machine has no usable network, or it is blocked; " + MEDIA_NEED);
        }
        if (!candidateTypes.contains("srflx")) {
            return new PreflightReport(
                    QualityLevel.POOR,
                    Transport.RELAY,
                    QualityMetrics.UNKNOWN,
                    List.of("No STUN server answered: media would have to take the way through a TURN server; "
                            + "they never pass an HTTP proxy"));
        }
        Double rtt = rttMs == null ? null : Double.valueOf(Math.rint(rttMs));
        // Poor is as bad as it gets here: the way to a STUN server is not the way to Decart.
        QualityLevel quality = QualityLevel.CRITICAL == Limits.roundTrip(rtt, false)
                ? QualityLevel.POOR
                : Limits.roundTrip(rtt, false);
        Findings findings = new Findings();
        findings.note(quality, "the round trip to the STUN server", rtt, "ms");
        return new PreflightReport(quality, Transport.UDP, rtt(rtt), findings.reasons);
    }

    /**
     * By what a trial session measured. The round trip counts only when nothing is known of the picture's own latency. When no frame
     * came back the verdict is fair at best, with a reason that says so.
     *
     * @param relayed whether it went through a TURN server
     */
    public static PreflightReport deep(QualityMetrics measured, boolean relayed) {
        Findings findings = new Findings();
        findings.note(Limits.firstFrame(measured.ttffMs()), "the first frame", measured.ttffMs(), "ms");
        findings.note(Limits.glassToGlass(measured.g2gMs()), "the latency of the picture", measured.g2gMs(), "ms");
        findings.note(Limits.loss(measured.g2gDropRatio()), "the share of lost frames", measured.g2gDropRatio(), "");
        findings.note(Limits.loss(measured.packetLoss()), "the share of lost packets", measured.packetLoss(), "");
        if (measured.ttffMs() == null && measured.g2gMs() == null) {
            findings.note(Limits.roundTrip(measured.rttMs(), relayed), "the round trip", measured.rttMs(), "ms");
        }
        if (!findings.any) {
            findings.worst = QualityLevel.FAIR;
            findings.reasons.add("Nothing could be measured in the time given");
        } else if (measured.ttffMs() == null && measured.g2gMs() == null) {
            findings.worst = findings.worst.worst(QualityLevel.FAIR);
            findings.reasons.add("No frame came back in the time given");
        }
        return new PreflightReport(
                findings.worst, relayed ? Transport.RELAY : Transport.UDP, measured, findings.reasons);
    }

    /** No path, or no session. */
    public static PreflightReport failed(String reason) {
        return new PreflightReport(QualityLevel.CRITICAL, Transport.FAILED, QualityMetrics.UNKNOWN, List.of(reason));
    }

    /** The caller gave up before there was a result, which says nothing bad about the connection. */
    public static PreflightReport aborted() {
        return new PreflightReport(
                QualityLevel.FAIR, Transport.FAILED, QualityMetrics.UNKNOWN, List.of("The check was aborted"));
    }

    private static QualityMetrics rtt(@Nullable Double rttMs) {
        return new QualityMetrics(rttMs, null, null, null, null, null, null, null);
    }

    private static final class Findings {

        final List<String> reasons = new ArrayList<>();
        QualityLevel worst = QualityLevel.GOOD;
        boolean any;

        void note(QualityLevel level, String what, @Nullable Double value, String unit) {
            any |= value != null;
            worst = worst.worst(level);
            if (level != QualityLevel.GOOD) {
                reasons.add(String.format(Locale.ROOT, "%s is %s: %.4g%s", what, level.wireName(), value, unit));
            }
        }
    }
}
