package io.decart4j.reactor;

/** What becomes of a command that is subscribed while there is no connection but another one is being made. */
public enum WhileReconnecting {
    /** It fails at once. */
    FAIL,
    /** It waits for the connection for as long as its own time limit, which begins anew when it is then sent. */
    WAIT
}
