package io.decart4j.ffmpeg;

import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A source opened afresh for each subscriber and read as far as it has asked, on a worker of
 * {@code Schedulers.boundedElastic()}, which also closes it: never in the thread that cancels.
 */
final class Pulled<T> extends Flux<T> {

    private final Supplier<Source<T>> open;
    private final Consumer<T> discard;

    Pulled(Supplier<Source<T>> open, Consumer<T> discard) {
        this.open = open;
        this.discard = discard;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        actual.onSubscribe(
                new Pulling<>(open, discard, actual, Schedulers.boundedElastic().createWorker()));
    }
}
