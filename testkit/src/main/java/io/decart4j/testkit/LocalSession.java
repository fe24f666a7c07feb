package io.decart4j.testkit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** One session of a {@link LocalDecartServer}, also after it ended. Methods may be called by any thread. */
public final class LocalSession {

    private final String model;
    private final Producing producing;
    private final ClientConnection connection;

    LocalSession(Line line, String model, ServerParts parts) {
        this.model = model;
        this.producing = new Producing(line, parts);
        this.connection = new ClientConnection(line, producing, parts);
    }

    /** What {@code session_id} or the room info said. */
    public String id() {
        return connection.id();
    }

    /** The model that the client named. */
    public String model() {
        return model;
    }

    /** The name of the LiveKit room of its media, while there is one: from the room info on, and not for direct clients. */
    public Optional<String> room() {
        return connection.room();
    }

    /** Who watches now with a peer connection of their own, in the order they came; LiveKit knows who is in a room. */
    public List<LocalViewer> viewers() {
        return producing.audience().viewers();
    }

    /** What was received so far, the newest 4096 messages; keys and images are replaced. */
    public List<ReceivedMessage> log() {
        return connection.log().messages();
    }

    /** What was received so far and what follows, on the session's event loop; completes with the session. */
    public Flux<ReceivedMessage> received() {
        return connection.log().received();
    }

    /** The prompt in force. */
    public Optional<String> prompt() {
        Look look = producing.generation().look();
        return look == null ? Optional.empty() : Optional.ofNullable(look.prompt());
    }

    /** Video frames that arrived. */
    public long framesReceived() {
        return producing.generation().framesReceived();
    }

    /** Video frames that were generated and sent back. */
    public long framesSent() {
        return producing.generation().framesSent();
    }

    /** Completes when the session has ended and everything it held is released; its viewers may take a little longer. */
    public Mono<Void> closed() {
        return connection.closed();
    }

    /** Faults of this session alone. */
    public Faults faults() {
        return connection.faults();
    }

    ClientConnection connection() {
        return connection;
    }

    ControlSocket socket() {
        return connection.socket();
    }

    /** Lets somebody watch, or nobody when the session is over. */
    @Nullable
    LocalViewer newViewer(String id, ControlSocket socket, Scheduler loop, ServerParts parts) {
        Audience audience = producing.audience();
        LocalViewer viewer = new LocalViewer(Line.open(id, socket, loop, parts), audience, parts);
        if (!audience.join(viewer)) {
            return null;
        }
        viewer.closed().subscribe(null, null, () -> audience.leave(viewer));
        return viewer;
    }
}
