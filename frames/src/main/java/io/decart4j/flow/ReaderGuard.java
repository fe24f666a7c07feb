package io.decart4j.flow;

import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.util.context.Context;

/**
 * The last step before a reader of the caller's. Reactor throws a {@link LinkageError} through everything: the reader's
 * subscription would go silent, without an error or an end. Here it fails with what was thrown, and nobody else notices.
 */
public final class ReaderGuard<T> extends FluxOperator<T, T> {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderGuard.class);

    private ReaderGuard(Flux<T> source) {
        super(source);
    }

    /** The same, for a reader of the caller's. */
    public static <T> Flux<T> of(Flux<T> source) {
        return new ReaderGuard<>(source);
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        source.subscribe(new Guarded<>(actual));
    }

    private static final class Guarded<T> implements CoreSubscriber<T>, Subscription {

        private final CoreSubscriber<? super T> actual;
        private Subscription upstream;
        private boolean over;

        Guarded(CoreSubscriber<? super T> actual) {
            this.actual = actual;
            this.upstream = this;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            upstream = subscription;
            actual.onSubscribe(this);
        }

        @Override
        public void onNext(T element) {
            if (over) {
                return;
            }
            try {
                actual.onNext(element);
            } catch (Throwable e) {
                CallersCode.throwIfFatal(e);
                LOG.warn("A reader failed", e);
                upstream.cancel();
                onError(e);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!over) {
                over = true;
                actual.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!over) {
                over = true;
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            if (upstream != this) {
                upstream.request(n);
            }
        }

        @Override
        public void cancel() {
            if (upstream != this) {
                upstream.cancel();
            }
        }
    }
}
