package io.decart4j.livekit.server;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * A LiveKit server and the right to open rooms on it.
 *
 * @param url where clients connect to: {@code ws}, {@code wss}, {@code http} or {@code https}
 * @param key the server's API key
 * @param secret what tokens are signed with; never shown
 */
public record LiveKitAccess(URI url, String key, String secret) {

    private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException for another kind of URL, or a blank key or secret
     */
    public LiveKitAccess {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || url.getRawAuthority() == null) {
            throw new IllegalArgumentException("url takes ws://host, wss://, http:// or https://, not " + url);
        }
        if (!AccessToken.isPlain(key) || key.isBlank()) {
            throw new IllegalArgumentException("key takes letters, digits and . _ @ -");
        }
        if (secret.isBlank()) {
            throw new IllegalArgumentException("secret takes a text that is not blank");
        }
    }

    /** A token of this server, without any grant yet. */
    public AccessToken token() {
        return new AccessToken(key, secret);
    }

    /** What an administrator can do. */
    public RoomService rooms() {
        return new RoomService(url, this::token);
    }

    @Override
    public String toString() {
        return "LiveKitAccess[url=" + url + ", key=" + key + ", secret=***]";
    }
}
