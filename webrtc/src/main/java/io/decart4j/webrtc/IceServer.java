package io.decart4j.webrtc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server.
 *
 * @param urls at least one {@code stun:}, {@code stuns:}, {@code turn:} or {@code turns:} URL as in RFC 7064 and 7065
 * @param username for TURN, else null
 * @param credential for TURN, else null; never printed
 */
public record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {

    private static final Pattern URL = Pattern.compile(
            "(stuns?|turns?):(?:[\\w.-]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?" + "(\\?transport=(?:udp|tcp))?");
    private static final int LONGEST_USERNAME = 509;

    /**
     * Checked strictly, because webrtc-java 0.14 crashes the JVM while it reports a server that WebRTC refuses.
     *
     * @throws IllegalArgumentException without a URL, for a malformed one, or for TURN without username and credential
     */
    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("an ICE server takes at least one URL");
        }
        for (String url : urls) {
            Matcher parts = URL.matcher(url);
            if (!parts.matches() || !isPort(parts.group(2))) {
                throw new IllegalArgumentException(
                        "an ICE server URL is like turn:host:3478?transport=udp, not " + url);
            }
            boolean turn = url.startsWith("turn");
            if (!turn && parts.group(3) != null) {
                throw new IllegalArgumentException("a STUN URL takes no transport: " + url);
            }
            if (turn && (username == null || username.isEmpty() || credential == null || credential.isEmpty())) {
                throw new IllegalArgumentException("TURN takes a username and a credential: " + url);
            }
        }
        if (username != null && username.length() > LONGEST_USERNAME) {
            throw new IllegalArgumentException("an ICE username has at most " + LONGEST_USERNAME + " characters");
        }
    }

    @Override
    public String toString() {
        return "IceServer[urls=" + urls + ", username=" + username + ", credential="
                + (credential == null ? "none" : "***") + "]";
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null || (Integer.parseInt(digits) > 0 && Integer.parseInt(digits) <= 0xffff);
    }
}
