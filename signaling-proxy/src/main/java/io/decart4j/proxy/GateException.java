package io.decart4j.proxy;

import org.jspecify.annotations.Nullable;

/** There is no slot to be had, or a slot was lost. The message is told to the client. */
public final class GateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says why. */
    public GateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The official text for it, by which clients know it. */
    static GateException full() {
        return new GateException("Concurrent session limit reached.", null);
    }
}
