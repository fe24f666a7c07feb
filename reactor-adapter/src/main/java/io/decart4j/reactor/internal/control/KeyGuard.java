package io.decart4j.reactor.internal.control;

import io.decart4j.message.ServerMessage;
import io.decart4j.websocket.SecretFilter;

/** Takes the key out of what a server says in free words: some quote what they do not like, and words end up in logs. */
public final class KeyGuard {

    private final SecretFilter filter;

    public KeyGuard(String key) {
        this.filter = new SecretFilter(key);
    }

    public String clean(String said) {
        return filter.clean(said);
    }

    public ServerMessage clean(ServerMessage message) {
        return message.redacted(this::clean);
    }
}
