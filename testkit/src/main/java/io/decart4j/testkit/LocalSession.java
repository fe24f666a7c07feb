package io.decart4j.testkit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** One session of a {@link LocalDecartServer}, also after it ended. Methods may be called by any thread. */
public final class LocalSession extends LocalClient {

    private final String model;
    private final ProducerRole producing;

    LocalSession(ConnectionContext context, String model, ServerParts parts) {
        this(context, model, new ProducerRole(context, parts), parts);
    }

    private LocalSession(ConnectionContext context, String model, ProducerRole producing, ServerParts parts) {
        super(new ClientConnection(context, producing, parts));
        this.model = model;
        this.producing = producing;
    }

    /** The model that the client named. */
    public String model() {
        return model;
    }

    /** The name of the LiveKit room of its media, while there is one: from the room info on, and not for direct clients. */
    public Optional<String> room() {
        return connection().room();
    }

    /** Who watches now with a peer connection of their own, in the order they came; LiveKit knows who is in a room. */
    public List<LocalViewer> viewers() {
        return producing.audience().viewers();
    }

    /** What was received so far and what follows, on the session's event loop; completes with the session. */
    public Flux<ReceivedMessage> received() {
        return connection().log().received();
    }

    /** The prompt in force. */
    public Optional<String> prompt() {
        AppliedState applied = producing.generation().applied();
        return applied == null ? Optional.empty() : Optional.ofNullable(applied.prompt());
    }

    /** Video frames that arrived. */
    public long framesReceived() {
        return producing.generation().framesReceived();
    }

    /** Video frames that were generated and sent back. */
    @Override
    public long framesSent() {
        return producing.generation().framesSent();
    }

    ControlSocket socket() {
        return connection().socket();
    }

    /** Lets somebody watch, or nobody when the session is over. */
    @Nullable
    LocalViewer newViewer(String id, ControlSocket socket, Scheduler loop, ServerParts parts) {
        Audience audience = producing.audience();
        LocalViewer viewer = new LocalViewer(ConnectionContext.open(id, socket, loop, parts), audience, parts);
        if (!audience.join(viewer)) {
            return null;
        }
        viewer.closed().subscribe(null, null, () -> audience.leave(viewer));
        return viewer;
    }
}
