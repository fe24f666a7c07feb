package io.decart4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Any text can be sent through a relay: its candidates point there or are gone, and nothing else changes. For the fuzzer. */
public final class CandidateSdpTarget {

    private static final InetSocketAddress RELAY = new InetSocketAddress(NetUtil.LOCALHOST4, 4242);
    private static final CandidateRoute THROUGH =
            text -> Candidates.udpAddress(text).map(from -> Candidates.at(text, RELAY));
    private static final CandidateRoute NOWHERE = text -> Optional.empty();

    private CandidateSdpTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String sdp = new String(input, UTF_8);
        String once = Candidates.inSdp(sdp, THROUGH);
        UpgradeQueryTarget.hold(once.equals(Candidates.inSdp(once, THROUGH)), "twice is not once");
        UpgradeQueryTarget.hold(sdp.equals(CandidateRoute.STRAIGHT.sdp(sdp)), "changed on the straight way");
        UpgradeQueryTarget.hold(
                Candidates.inSdp(once, NOWHERE).equals(Candidates.inSdp(sdp, NOWHERE)), "more than candidates changed");
        THROUGH.candidate(sdp)
                .flatMap(Candidates::udpAddress)
                .ifPresent(to -> UpgradeQueryTarget.hold(to.equals(RELAY), "a candidate that points elsewhere"));
    }
}
