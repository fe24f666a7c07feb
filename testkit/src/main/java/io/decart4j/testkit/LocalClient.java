package io.decart4j.testkit;

import java.util.List;
import reactor.core.publisher.Mono;

/** One client of a {@link LocalDecartServer}, also after it left. Methods may be called by any thread. */
public abstract sealed class LocalClient permits LocalSession, LocalViewer {

    private final ClientConnection connection;

    LocalClient(ClientConnection connection) {
        this.connection = connection;
    }

    /**
     * What {@code ?sid=} of a fault takes for this client. Of a session {@code session_id} or the room info said it; a viewer is not
     * told.
     */
    public String id() {
        return connection.id();
    }

    /** What was received from it so far, the newest 4096 messages; keys and images are replaced. */
    public List<ReceivedMessage> log() {
        return connection.log().messages();
    }

    /** Video frames that were sent to it. */
    public abstract long framesSent();

    /** Completes when it has gone and everything it held is released; the viewers of a session may take a little longer. */
    public Mono<Void> closed() {
        return connection.closed();
    }

    /** Faults of this client alone. */
    public Faults faults() {
        return connection.faults();
    }

    ClientConnection connection() {
        return connection;
    }
}
