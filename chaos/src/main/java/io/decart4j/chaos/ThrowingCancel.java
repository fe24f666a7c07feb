package io.decart4j.chaos;

import io.decart4j.media.VideoFrame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A source's subscription that ends when it is cancelled, and throws all the same. */
final class ThrowingCancel implements Subscriber<VideoFrame>, Subscription {

    private final Subscriber<? super VideoFrame> downstream;
    private final Supplier<? extends Error> thrown;
    private @Nullable Subscription upstream;

    ThrowingCancel(Subscriber<? super VideoFrame> downstream, Supplier<? extends Error> thrown) {
        this.downstream = downstream;
        this.thrown = thrown;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        upstream = subscription;
        downstream.onSubscribe(this);
    }

    @Override
    public void onNext(VideoFrame frame) {
        downstream.onNext(frame);
    }

    @Override
    public void onError(Throwable failure) {
        downstream.onError(failure);
    }

    @Override
    public void onComplete() {
        downstream.onComplete();
    }

    @Override
    public void request(long n) {
        upstream().request(n);
    }

    @Override
    public void cancel() {
        upstream().cancel();
        throw thrown.get();
    }

    private Subscription upstream() {
        if (upstream == null) {
            throw new IllegalStateException("asked before it was subscribed");
        }
        return upstream;
    }
}
