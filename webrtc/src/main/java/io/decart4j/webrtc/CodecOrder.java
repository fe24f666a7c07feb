package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCRtpCodecCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Orders and names of codecs. */
final class CodecOrder {

    // Listed among the codecs, but they carry repair data for the others.
    private static final Set<String> REPAIR = Set.of("rtx", "red", "ulpfec", "flexfec-03");

    private CodecOrder() {}

    /** A stable partition: every form of {@code subtype} first, the others after it in their order. */
    static List<RTCRtpCodecCapability> prefer(String subtype, List<RTCRtpCodecCapability> codecs) {
        List<RTCRtpCodecCapability> preferred = new ArrayList<>();
        List<RTCRtpCodecCapability> others = new ArrayList<>();
        for (RTCRtpCodecCapability codec : codecs) {
            (codec.getName().equalsIgnoreCase(subtype) ? preferred : others).add(codec);
        }
        if (preferred.isEmpty()) {
            throw new IllegalArgumentException("no video codec " + subtype + "; there are " + names(codecs));
        }
        preferred.addAll(others);
        return preferred;
    }

    static List<String> names(List<RTCRtpCodecCapability> codecs) {
        return codecs.stream()
                .map(RTCRtpCodecCapability::getName)
                .filter(name -> !REPAIR.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .toList();
    }
}
