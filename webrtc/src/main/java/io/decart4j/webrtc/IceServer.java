package io.decart4j.webrtc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server.
 *
 * @param urls at least one {@code stun:}, {@code turn:} or {@code turns:} URL
 * @param username for TURN, else null
 * @param credential for TURN, else null; never printed
 */
public record IceServer(
        List<String> urls,
        @Nullable String username,
        @Nullable String credential) {

    /** @throws IllegalArgumentException without a URL */
    public IceServer {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("an ICE server takes at least one URL");
        }
    }

    @Override
    public String toString() {
        return "IceServer[urls=" + urls + ", username=" + username + ", credential="
                + (credential == null ? "none" : "***") + "]";
    }
}
