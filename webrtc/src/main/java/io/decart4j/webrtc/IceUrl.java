package io.decart4j.webrtc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The URL of an ICE server in one of the forms of RFC 7064 and RFC 7065: nothing else goes to the native library. */
record IceUrl(
        String scheme,
        String host,
        @Nullable String port,
        @Nullable String transport) {

    private static final Pattern FORM = Pattern.compile("(?<scheme>stuns?|turns?)"
            + ":(?<host>[A-Za-z0-9_.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])"
            + "(?::(?<port>[0-9]{1,5}))?"
            + "(?:\\?transport=(?<transport>udp|tcp))?");

    IceUrl {
        if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 0xffff)) {
            throw new IllegalArgumentException("the port of an ICE server is 1 to 65535, not " + port);
        }
        if (scheme.startsWith("stun") && transport != null) {
            throw new IllegalArgumentException("a STUN URL takes no transport");
        }
        if (host.startsWith("[") && !isAddress(host)) {
            throw new IllegalArgumentException("what is in the brackets of an ICE server's URL is no IPv6 address");
        }
    }

    /** Throws {@link IllegalArgumentException} for any other form, without showing it: it may hold a secret. */
    static IceUrl parse(String url) {
        Matcher parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "an ICE server URL is like turn:host:3478?transport=udp; stun, stuns and turns begin others,"
                            + " a host is a name or an address, [IPv6] in brackets, and transport is udp or tcp");
        }
        return new IceUrl(parts.group("scheme"), parts.group("host"), parts.group("port"), parts.group("transport"));
    }

    boolean isTurn() {
        return scheme.startsWith("turn");
    }

    private static boolean isAddress(String inBrackets) {
        try {
            // With a colon it is an address or nothing: no name is looked up.
            return inBrackets.indexOf(':') > 0 && InetAddress.getByName(inBrackets) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
