package io.decart4j.testkit;

import io.decart4j.message.ClientMessage;
import reactor.core.publisher.Mono;

/** What a client is to the server: one that produces a session, or one that watches it. Event loop only. */
interface Role extends Media {

    /** The first words to the client. */
    void greet();

    /** Takes a message that is no negotiation. */
    Mono<Void> hear(ClientMessage message);

    /** What goes on beside the messages; cancelled with the connection. */
    Mono<Void> work();

    /** The server is about to close the connection. */
    void ending(String reason);

    /** The connection is gone. */
    void gone();
}
