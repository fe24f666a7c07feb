package io.decart4j.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decart4j.internal.sdp.OfferSdp;

/** Any text can be given its hints, and giving them twice is giving them once. */
public final class OfferSdpTarget {

    private OfferSdpTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] text) {
        String sdp = new String(text, UTF_8);
        String once = OfferSdp.withBitrateHints(sdp, 300, 600);
        Finding.same(once, OfferSdp.withBitrateHints(once, 300, 600));
        Finding.same(sdp, OfferSdp.withBitrateHints(sdp, 0, 0));
    }
}
