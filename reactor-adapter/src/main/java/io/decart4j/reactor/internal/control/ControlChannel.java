package io.decart4j.reactor.internal.control;

import io.decart4j.error.ConnectionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The control WebSocket of one attempt, open. */
public interface ControlChannel {

    /**
     * What the server says, in order; taken once. Never completes: the end of the socket is a {@link
     * ConnectionException}. A frame that cannot be read becomes {@link ServerMessage.Unknown}.
     */
    Flux<ServerMessage> messages();

    /** Sends a message; completes when it is flushed. Messages leave in the order of subscription. */
    Mono<Void> send(ClientMessage message);

    /**
     * The same for one whose outcome nobody waits for: a write that fails is told by {@link #messages()}, with the reason
     * why the socket has ended, and this never completes.
     */
    default Mono<Void> tell(ClientMessage message) {
        return send(message).onErrorResume(ConnectionException.class, e -> Mono.never());
    }

    /** Says goodbye and closes; completes when the socket is gone. At every call, without error. */
    Mono<Void> close();
}
