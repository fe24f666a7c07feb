package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server reports about what it receives from here: the video, or the audio when that is all that is sent.
 *
 * @param fractionLost of the packets since its last report, from 0 to 1; null when unknown
 * @param jitterMs how much the spacing of packets varies there, in milliseconds (W3C: seconds); null when unknown
 * @param roundTripTimeMs in milliseconds (W3C: seconds), null before it is measured
 */
public record RemoteInbound(
        @Nullable Double fractionLost,
        @Nullable Double jitterMs,
        @Nullable Double roundTripTimeMs) {

    /** @param sent the streams that are sent; with several layers that of the largest picture counts */
    static @Nullable RemoteInbound of(StatsReport report, List<Entry> sent) {
        if (sent.isEmpty()) {
            return null;
        }
        Entry local = OutboundVideo.largest(sent);
        return report.ofType("remote-inbound-rtp")
                .filter(remote -> isOf(remote, local))
                .findFirst()
                .map(remote -> new RemoteInbound(
                        fraction(remote.number("fractionLost")),
                        remote.millis("jitter"),
                        remote.millis("roundTripTime")))
                .orElse(null);
    }

    /** By the id that it names, or by the SSRC, because ids get lost where reports are merged. */
    private static boolean isOf(Entry remote, Entry local) {
        Double ssrc = local.number("ssrc");
        return remote.text("localId").equals(local.id()) || (ssrc != null && ssrc.equals(remote.number("ssrc")));
    }

    /** RTCP counts in 256ths; W3C's value is the fraction itself. Only the former can be above 1. */
    private static @Nullable Double fraction(@Nullable Double lost) {
        if (lost == null) {
            return null;
        }
        return Math.min(1, Math.max(0, lost > 1 ? lost / 256 : lost));
    }
}
