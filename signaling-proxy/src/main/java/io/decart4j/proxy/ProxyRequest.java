package io.decart4j.proxy;

import java.net.URI;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticated client has come for.
 *
 * @param model the model of a session, or null for a viewer
 * @param watched the session to watch, or null for one of the client's own
 * @param address the service's whole URL for a key
 */
record ProxyRequest(
        Caller caller, @Nullable String model, @Nullable String watched, Function<String, URI> address) {

    ProxySession session(Consumer<CloseReason> end) {
        // For logs, not a secret: a secure one reads a file, which blocks.
        String id = Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36);
        return new ProxySession("px_" + id, caller, model, watched, end);
    }
}
