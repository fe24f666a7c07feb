package io.decart4j.websocket;

import java.io.IOException;

/** The server answered an upgrade with an HTTP status instead. Has neither the URL nor the server's words. */
public final class UpgradeRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int status;

    UpgradeRefusedException(int status) {
        super("The upgrade was refused with HTTP " + status);
        this.status = status;
    }

    /** The HTTP status, 300 or more. */
    public int status() {
        return status;
    }
}
