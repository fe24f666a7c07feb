package io.decart4j.proxy;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection through the proxy, as hooks see it. Thread-safe. */
public final class ProxySession {

    private final String id;
    private final Caller caller;
    private final @Nullable String model;
    private final Consumer<CloseReason> end;
    private volatile @Nullable String sessionId;
    private volatile @Nullable String room;

    ProxySession(
            String id, Caller caller, @Nullable String model, @Nullable String watched, Consumer<CloseReason> end) {
        this.id = id;
        this.caller = caller;
        this.model = model;
        this.end = end;
        this.sessionId = watched;
    }

    /** The proxy's own id of this connection, for logs and audit trails. */
    public String id() {
        return id;
    }

    /** Who is connected. */
    public Caller caller() {
        return caller;
    }

    /** The model asked for; empty for a viewer. */
    public Optional<String> model() {
        return Optional.ofNullable(model);
    }

    /** Whether this is somebody who watches a session. */
    public boolean isViewer() {
        return model == null;
    }

    /** The service's id of the session; empty until it has told it. */
    public Optional<String> sessionId() {
        return Optional.ofNullable(sessionId);
    }

    /**
     * Ends the connection: the client gets an {@code error} with this text and close code 1008.
     *
     * @param reason a text for the client; an official one comes back unless "not allowed" or "unauthorized" is in it
     */
    public void end(String reason) {
        end.accept(CloseReason.refused(reason));
    }

    void sessionId(String told) {
        sessionId = told;
    }

    void room(String told) {
        room = told;
    }

    boolean isInRoom(String name) {
        return name.equals(room);
    }

    /** Without attributes of the caller. */
    @Override
    public String toString() {
        return "ProxySession[" + id + ", " + caller.name() + "]";
    }
}
