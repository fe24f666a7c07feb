package io.decart4j.webrtc;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** In bytes of UTF-8 (RFC 8489). */
    private static final int LONGEST_USERNAME = 509;

    /**
     * Takes what is allowed: URLs of the RFCs' forms with schemes in lower case, names or addresses as hosts (IPv6 in brackets),
     * ports from 1 to 65535 and the transports {@code udp} and {@code tcp}; a username of at most 509 bytes in UTF-8; neither
     * username nor credential with control characters.
     *
     * @throws IllegalArgumentException without a URL, for one of another form, which it does not show, for TURN without
     *     username and credential, and for a username or credential that is not allowed
     */
    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("an ICE server takes at least one URL");
        }
        // All of them, before it is said what they lack.
        boolean turn = urls.stream().map(IceUrl::parse).filter(IceUrl::isTurn).count() > 0;
        if (turn && (username == null || username.isEmpty() || credential == null || credential.isEmpty())) {
            throw new IllegalArgumentException("TURN takes a username and a credential");
        }
        requirePlain("username", username);
        requirePlain("credential", credential);
        int bytes = username == null ? 0 : username.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_USERNAME) {
            throw new IllegalArgumentException(
                    "the username of an ICE server has at most " + LONGEST_USERNAME + " bytes, not " + bytes);
        }
    }

    @Override
    public String toString() {
        return "IceServer[urls=" + urls + ", username=" + username + ", credential="
                + (credential == null ? "none" : "***") + "]";
    }

    private static void requirePlain(String option, @Nullable String text) {
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + option + " of an ICE server has no control characters");
        }
    }
}
