package io.decart4j.proxy;

import io.decart4j.websocket.SecretFilter;

/** Takes the platform's key out of whatever goes to a client, also in its form in a URL. */
final class KeyGuard {

    private final SecretFilter filter;

    KeyGuard(String key) {
        filter = new SecretFilter(key);
    }

    Frame clean(Frame frame) {
        byte[] clean = filter.clean(frame.bytes());
        return clean == frame.bytes() ? frame : new Frame(frame.text(), clean);
    }

    String clean(String text) {
        return filter.clean(text);
    }
}
