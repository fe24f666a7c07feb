package io.decart4j.address;

import io.decart4j.token.SubscribeToken;
import java.net.URI;

/**
 * Where a viewer asks for its own entry to a session's LiveKit room. No part of it is a secret of the viewer's: the key
 * travels in a header.
 *
 * @param base a base URL by {@link BaseUrls#http}
 * @param token the session to watch
 */
public record WatchStreamAddress(URI base, SubscribeToken.Room token) {

    /** The whole URL, for a POST. */
    public URI toUrl() {
        return URI.create(base + "/watch-stream/" + Query.encode(token.roomName()));
    }
}
