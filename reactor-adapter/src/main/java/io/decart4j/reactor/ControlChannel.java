package io.decart4j.reactor;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The control WebSocket of one attempt, open. */
interface ControlChannel {

    /**
     * What the server says, in order; taken once. Never completes: the end of the socket is a {@link
     * io.decart4j.error.ConnectionException}. A frame that cannot be read becomes {@link ServerMessage.Unknown}.
     */
    Flux<ServerMessage> messages();

    /** Sends a message; completes when it is flushed. Messages leave in the order of subscription. */
    Mono<Void> send(ClientMessage message);

    /** Says goodbye and closes; completes when the socket is gone. At every call, without error. */
    Mono<Void> close();
}
