package io.decart4j.reactor;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Subscribes and counts the ends, also those that should not be: nothing guards it against a second one. */
final class Ends implements CoreSubscriber<Object> {

    final String name;
    int completions;
    int errors;
    boolean cancelled;
    private final CountDownLatch settled = new CountDownLatch(1);
    private @Nullable Subscription subscription;

    Ends(String name, Publisher<?> publisher) {
        this.name = name;
        publisher.subscribe(this);
    }

    int total() {
        return completions + errors;
    }

    /** Whether nobody waits any more: ended once, or cancelled before. */
    boolean isSettled() {
        return total() == 1 || cancelled;
    }

    /** The same of what has threads of its own, which virtual time does not move. */
    boolean settles() {
        try {
            return settled.await(10, TimeUnit.SECONDS) && isSettled();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void cancel() {
        if (total() == 0 && subscription != null) {
            cancelled = true;
            settled.countDown();
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription s) {
        subscription = s;
        s.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object value) {}

    @Override
    public void onError(Throwable error) {
        errors++;
        settled.countDown();
    }

    @Override
    public void onComplete() {
        completions++;
        settled.countDown();
    }

    @Override
    public String toString() {
        return name + " completed " + completions + ", failed " + errors + (cancelled ? ", cancelled" : "");
    }
}
