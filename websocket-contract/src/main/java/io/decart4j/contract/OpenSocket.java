package io.decart4j.contract;

import reactor.core.publisher.Mono;

/** An open connection of one of the users. */
public interface OpenSocket {

    /** Reads, and tells in words how the connection has ended; subscribed to at once. */
    Mono<String> ended();

    /** Says goodbye as the user does. */
    Mono<Void> close();
}
