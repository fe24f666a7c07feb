package io.decart4j.testkit;

import java.util.List;
import reactor.core.publisher.Mono;

/** One viewer of a {@link LocalSession}, also after it left. Methods may be called by any thread. */
public final class LocalViewer {

    private final ClientConnection connection;
    private final Watching watching;

    LocalViewer(Line line, Audience audience, ServerParts parts) {
        watching = new Watching(line, audience);
        connection = new ClientConnection(line, watching, parts);
    }

    /** What {@code ?sid=} of a fault takes for this viewer; the viewer itself is not told. */
    public String id() {
        return connection.id();
    }

    /** Video frames that were sent to it. */
    public long framesSent() {
        return watching.framesSent();
    }

    /** What was received from it so far, the newest 4096 messages; keys are replaced. */
    public List<ReceivedMessage> log() {
        return connection.log().messages();
    }

    /** Completes when the viewer has gone and everything it held is released. */
    public Mono<Void> closed() {
        return connection.closed();
    }

    /** Faults of this viewer alone. */
    public Faults faults() {
        return connection.faults();
    }

    ClientConnection connection() {
        return connection;
    }
}
