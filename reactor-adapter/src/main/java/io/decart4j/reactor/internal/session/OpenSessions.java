package io.decart4j.reactor.internal.session;

import io.decart4j.reactor.internal.control.HttpApi;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions of one client, from the moment they begin to connect until they are over, whether or not anybody else still
 * holds them. Thread-safe.
 */
public final class OpenSessions {

    private final Set<SessionLoop> open = new HashSet<>();
    // Weak: a session that is never connected leaves nothing behind.
    private final Set<SessionLoop> created = Collections.newSetFromMap(new WeakHashMap<>());
    private boolean closed;
    private boolean suspended;

    /** The session may begin one day; when the client is closed before, it is over then. */
    synchronized void created(SessionLoop session) {
        created.add(session);
    }

    /** Why the session may not begin; null when it may, and is open from now on. */
    synchronized @Nullable String enter(SessionLoop session) {
        if (closed) {
            return HttpApi.CLOSED;
        }
        if (suspended) {
            return "The client is suspended: resume it for more sessions";
        }
        open.add(session);
        created.remove(session);
        return null;
    }

    synchronized void leave(SessionLoop session) {
        open.remove(session);
    }

    /** Ends every session, for good; completes when all are over. */
    public Mono<Void> close() {
        return ended(this::closing);
    }

    /** Ends those that have begun, and lets none begin until they are {@link #resume resumed}; completes when all are over. */
    public Mono<Void> suspend() {
        return ended(this::suspending);
    }

    /** Sessions may begin again, unless they are closed. */
    public synchronized void resume() {
        suspended = false;
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    private static Mono<Void> ended(Supplier<List<SessionLoop>> sessions) {
        return Flux.defer(() -> Flux.fromIterable(sessions.get()))
                .flatMap(SessionLoop::end, Integer.MAX_VALUE)
                .then();
    }

    private synchronized List<SessionLoop> suspending() {
        suspended = true;
        return List.copyOf(open);
    }

    private synchronized List<SessionLoop> closing() {
        closed = true;
        Set<SessionLoop> all = new HashSet<>(created);
        all.addAll(open);
        return List.copyOf(all);
    }
}
