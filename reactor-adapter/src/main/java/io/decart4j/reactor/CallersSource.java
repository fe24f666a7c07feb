package io.decart4j.reactor;

import io.decart4j.flow.CallersCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * One subscription to a source of the caller's, whose faults are its own: whatever its subscribe or request throws is its
 * error, what its cancel throws is told, and the cancel runs where it may block. Elements that come after that are passed on,
 * because somebody has to release them; other signals are not.
 */
final class CallersSource<T> {

    private final Publisher<T> source;
    private final Consumer<Throwable> told;
    private final Sinks.Empty<Void> gone = Sinks.empty();
    private @Nullable Subscription upstream;
    private boolean over;

    /**
     * A source that is not subscribed yet.
     *
     * @param told of what its cancel throws
     */
    CallersSource(Publisher<T> source, Consumer<Throwable> told) {
        this.source = source;
        this.told = told;
    }

    /** To be subscribed once. */
    Flux<T> flux() {
        return Flux.from(actual -> {
            Guard guard = new Guard(Operators.toCoreSubscriber(actual));
            try {
                Flux.from(source).subscribe(guard);
            } catch (Throwable e) {
                CallersCode.throwIfFatal(e);
                guard.fail(e);
            }
        });
    }

    /** Cancels it; completes when that is done, or has taken too long. The same at every call. */
    Mono<Void> end() {
        return ending() ? cancelled() : gone.asMono();
    }

    private Mono<Void> cancelled() {
        Subscription running = running();
        if (running == null) {
            gone.tryEmitEmpty();
            return gone.asMono();
        }
        Mono<Void> returned = CallersCode.cancel(running::cancel, told).cache();
        returned.subscribe(nothing -> {}, e -> {}, gone::tryEmitEmpty);
        return gone.asMono();
    }

    private synchronized @Nullable Subscription running() {
        return upstream;
    }

    /** Whether it was not over before. */
    private synchronized boolean ending() {
        boolean first = !over;
        over = true;
        return first;
    }

    private synchronized boolean isOver() {
        return over;
    }

    private final class Guard implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private volatile boolean started;

        Guard(CoreSubscriber<? super T> actual) {
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            boolean late;
            synchronized (CallersSource.this) {
                late = over;
                upstream = subscription;
            }
            started = true;
            if (late) {
                CallersCode.cancel(subscription::cancel, told);
            }
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T element) {
            actual.onNext(element);
        }

        @Override
        public void onError(Throwable error) {
            if (ending()) {
                gone.tryEmitEmpty();
                actual.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (ending()) {
                gone.tryEmitEmpty();
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Subscription running = running();
            if (running == null || isOver()) {
                return;
            }
            try {
                running.request(n);
            } catch (Throwable e) {
                CallersCode.throwIfFatal(e);
                fail(e);
            }
        }

        @Override
        public void cancel() {
            end();
        }

        private void fail(Throwable error) {
            if (!ending()) {
                return;
            }
            cancelled();
            if (started) {
                actual.onError(error);
            } else {
                started = true;
                Operators.error(actual, error);
            }
        }
    }
}
