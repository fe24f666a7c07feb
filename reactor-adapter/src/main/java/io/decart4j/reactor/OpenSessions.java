package io.decart4j.reactor;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions of one client, from the moment they begin to connect until they are over, whether or not anybody else still
 * holds them. Thread-safe.
 */
final class OpenSessions {

    private final Set<SessionLoop> open = new HashSet<>();
    // Weak: a session that is never connected leaves nothing behind.
    private final Set<SessionLoop> created = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean closed;

    /** The session may begin one day; when the client is closed before, it is over then. */
    synchronized void created(SessionLoop session) {
        created.add(session);
    }

    /** Whether the session may begin; none does any more once the client is closed. */
    synchronized boolean enter(SessionLoop session) {
        if (!closed) {
            open.add(session);
            created.remove(session);
        }
        return !closed;
    }

    synchronized void leave(SessionLoop session) {
        open.remove(session);
    }

    /** Ends every session; completes when all are over. */
    Mono<Void> close() {
        return Flux.defer(() -> Flux.fromIterable(closing()))
                .flatMap(SessionLoop::end, Integer.MAX_VALUE)
                .then();
    }

    private synchronized List<SessionLoop> closing() {
        closed = true;
        Set<SessionLoop> all = new HashSet<>(created);
        all.addAll(open);
        return List.copyOf(all);
    }
}
