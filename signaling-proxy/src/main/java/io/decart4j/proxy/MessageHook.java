package io.decart4j.proxy;

import io.decart4j.flow.CallersCode;
import io.decart4j.message.ClientMessage;
import reactor.core.publisher.Mono;

/**
 * Observes, rewrites or refuses messages of one direction: one at a time and in order for each connection, while the next
 * ones wait. Called on an event loop or on {@code Schedulers.parallel()}, so it must not block. An error, and no answer
 * within {@link ProxyLimits#hook()}, refuse the message.
 *
 * @param <M> {@code ClientMessage} or {@code ServerMessage}
 */
@FunctionalInterface
public interface MessageHook<M> {

    /** What to do with a message; empty lets it pass. */
    Mono<Verdict<M>> apply(ProxySession session, M message);

    /**
     * Refuses messages of clients that this version does not know, and joins of older LiveKit clients that have the initial
     * state inside: what must not pass a filter unseen could be in one of them.
     */
    static MessageHook<ClientMessage> knownOnly() {
        return (session, message) -> {
            if (message instanceof ClientMessage.Unknown) {
                return Mono.just(Verdict.refuse("Unknown message type"));
            }
            return message instanceof ClientMessage.LivekitJoin join && join.embedded() != null
                    ? Mono.just(Verdict.refuse("The initial state is a message of its own"))
                    : Mono.empty();
        };
    }

    /** This hook, then another one on what this one has made of the message. */
    default MessageHook<M> then(MessageHook<M> next) {
        return (session, message) -> apply(session, message)
                .defaultIfEmpty(Verdict.pass())
                .flatMap(verdict -> {
                    if (verdict instanceof Verdict.Refuse<M>) {
                        return Mono.just(verdict);
                    }
                    M now = verdict instanceof Verdict.Rewrite<M> rewrite ? rewrite.message() : message;
                    return CallersCode.hook(() -> next.apply(session, now))
                            .map(second -> second instanceof Verdict.Pass<M> ? verdict : second)
                            .defaultIfEmpty(verdict);
                });
    }
}
