package io.decart4j.websocket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/**
 * The TLS context that Reactor Netty uses where nobody gives another: loaded once in a process, from the trust store and the system's
 * random numbers, which are files. Reactor Netty does it in static initializers, on whichever thread chooses a client's protocol
 * or calls {@code https} first; on an event loop that is a pause of some 150 ms for everybody there, and where BlockHound
 * watches, clients that can no longer be used.
 */
public final class DefaultTls {

    private static final Logger log = LoggerFactory.getLogger(DefaultTls.class);

    private static final Mono<Void> LOADED = Mono.<Void>create(sink -> {
                Thread loading = new Thread(
                        () -> {
                            try {
                                load();
                            } finally {
                                sink.success(); // whatever went wrong: who needs it is told again
                            }
                        },
                        "decart4j-default-tls");
                loading.setDaemon(true);
                loading.start();
            })
            .cache();

    private DefaultTls() {}

    /** The same request, begun when it is loaded: from then on at once, and on a thread that may block until then. No errors of its own. */
    public static <T> Mono<T> before(Mono<T> request) {
        return LOADED.then(request);
    }

    private static void load() {
        try {
            HttpClient.newConnection().protocol(HttpProtocol.HTTP11);
        } catch (RuntimeException | LinkageError e) {
            // Who has another context of its own does not need it.
            log.debug("No default TLS context", e);
        }
    }
}
