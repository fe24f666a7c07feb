package io.decart4j.ffmpeg;

import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A source opened afresh for each subscriber and read as far as it has asked, on a worker of
 * {@code Schedulers.boundedElastic()}, which also closes it: never in the thread that cancels. Its errors are those of the file.
 */
final class Pulled<T> extends Flux<T> {

    private final Path file;
    private final Supplier<Source<T>> open;
    private final Consumer<T> discard;
    private final Scheduler scheduler;

    Pulled(Path file, Supplier<Source<T>> open, Consumer<T> discard) {
        this(file, open, discard, Schedulers.boundedElastic());
    }

    Pulled(Path file, Supplier<Source<T>> open, Consumer<T> discard, Scheduler scheduler) {
        this.file = file;
        this.open = open;
        this.discard = discard;
        this.scheduler = scheduler;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        Scheduler.Worker worker;
        try {
            worker = scheduler.createWorker();
        } catch (RejectedExecutionException stopped) {
            Operators.error(actual, Operators.onRejectedExecution(stopped, actual.currentContext()));
            return;
        }
        actual.onSubscribe(new Pulling<>(file, open, discard, actual, worker));
    }
}
