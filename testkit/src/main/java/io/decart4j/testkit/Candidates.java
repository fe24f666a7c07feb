package io.decart4j.testkit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in candidate attributes. */
final class Candidates {

    /** foundation, component, transport, priority; address; port */
    private static final Pattern UDP = Pattern.compile(
            "^((?:candidate:)?\\S+ \\d+ udp \\d+ )(\\d{1,3}(?:\\.\\d{1,3}){3}) (\\d{1,5})(?= )",
            Pattern.CASE_INSENSITIVE);

    /** A whole line, whichever way lines end: what else has these letters in it is no candidate. */
    private static final Pattern LINE = Pattern.compile("(?<![^\r\n])a=(candidate:[^\r\n]*)\r?\n?");

    private Candidates() {}

    /** Where a candidate points to; empty unless that is an IPv4 address and a port of UDP. */
    static Optional<InetSocketAddress> udpAddress(String candidate) {
        Matcher udp = UDP.matcher(candidate);
        return udp.find() ? address(udp.group(2), Integer.parseInt(udp.group(3))) : Optional.empty();
    }

    /** The same candidate at another address. */
    static String at(String candidate, InetSocketAddress address) {
        return UDP.matcher(candidate)
                .replaceFirst("$1" + address.getAddress().getHostAddress() + " " + address.getPort());
    }

    /** The SDP with each candidate replaced, or left out. */
    static String inSdp(String sdp, CandidateRoute route) {
        return LINE.matcher(sdp)
                .replaceAll(line -> route.candidate(line.group(1))
                        .map(text -> Matcher.quoteReplacement(line.group().replace(line.group(1), text)))
                        .orElse(""));
    }

    private static Optional<InetSocketAddress> address(String literal, int port) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(literal);
        return address == null || port > 65535 ? Optional.empty() : Optional.of(new InetSocketAddress(address, port));
    }
}
