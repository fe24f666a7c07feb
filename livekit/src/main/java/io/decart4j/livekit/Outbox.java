package io.decart4j.livekit;

import reactor.core.publisher.Mono;

/** The way to the server, over whichever signal connection there is. */
@FunctionalInterface
interface Outbox {

    /** Completes when the message is on its way; {@link LiveKitException.Unreachable} while there is no connection. */
    Mono<Void> send(SignalRequest request);
}
