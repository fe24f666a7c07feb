package io.decart4j.reactor;

import io.decart4j.token.SubscribeToken;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens realtime sessions. */
public final class RealtimeClient {

    private final SessionFactory sessions;

    RealtimeClient(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** A session that does nothing until {@link RealtimeSession#connect()} is subscribed. */
    public RealtimeSession session(ConnectOptions options) {
        return sessions.create(options);
    }

    /**
     * Opens a session at each subscription; completes with it in connected or generating. Events that happen meanwhile
     * are kept for the first subscriber of {@link RealtimeSession#events()}. Cancelling closes what was opened.
     */
    public Mono<RealtimeSession> connect(ConnectOptions options) {
        return Mono.defer(() -> session(options).connect());
    }

    /**
     * Watches a session of somebody else, who has given its subscribe token ({@link RealtimeSession#subscribeToken()}).
     * Opens a viewer at each subscription; completes with it in connected. Cancelling closes what was opened.
     *
     * @throws io.decart4j.error.InvalidOptionException when that is not a subscribe token
     */
    public Mono<RealtimeViewer> subscribe(String subscribeToken) {
        return subscribe(subscribeToken, ViewerOptions.DEFAULT);
    }

    /** The same with options. */
    public Mono<RealtimeViewer> subscribe(String subscribeToken, ViewerOptions options) {
        SubscribeToken token = SubscribeToken.decode(subscribeToken);
        return Mono.defer(() -> sessions.createViewer(token, options).connect());
    }

    /** Opens a session, works with it, and disconnects when that ends: completed, failed or cancelled. */
    public <T> Flux<T> withSession(
            ConnectOptions options, Function<? super RealtimeSession, ? extends Publisher<? extends T>> work) {
        return Flux.usingWhen(
                connect(options),
                work,
                RealtimeSession::disconnect,
                (session, error) -> session.disconnect(),
                RealtimeSession::disconnect);
    }
}
