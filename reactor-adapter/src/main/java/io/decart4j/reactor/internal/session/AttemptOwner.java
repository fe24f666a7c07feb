package io.decart4j.reactor.internal.session;

import io.decart4j.event.SessionEvent;
import io.decart4j.internal.session.SessionState;
import io.decart4j.message.ClientMessage;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What an attempt knows of its session. Called from any thread; never runs user code. */
public interface AttemptOwner {

    /** What the server is told first, asked for once; empty for a viewer, who tells it nothing. */
    Optional<ClientMessage> initialState();

    /** Completes when the caller wants no connection any more. */
    Mono<Void> disconnect();

    /** Something that may move the session's state. */
    void moved(SessionState.Signal signal);

    /** The connection has failed, and is closed next. */
    void lost(Throwable failure);

    /** Something that subscribers are told. */
    void told(SessionEvent event);

    /** A message that the server has accepted. */
    void acknowledged(ClientMessage message);

    /** A message that the server has refused, of a connection that goes on without it. */
    void refused(ClientMessage message);
}
