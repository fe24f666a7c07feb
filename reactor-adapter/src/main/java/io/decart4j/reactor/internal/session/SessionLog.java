package io.decart4j.reactor.internal.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is logged of sessions has the name that their user knows, wherever it is written. */
final class SessionLog {

    private SessionLog() {}

    static Logger of() {
        return LoggerFactory.getLogger("io.decart4j.reactor.RealtimeSession");
    }
}
