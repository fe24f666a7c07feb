package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import reactor.core.publisher.Mono;

/** The way to the server, over whichever signal connection there is. */
@FunctionalInterface
interface SignalSender {

    /** Completes when the message is on its way; {@link LiveKitException.Unreachable} while there is no connection. */
    Mono<Void> send(SignalRequest request);
}
