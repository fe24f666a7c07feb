package io.decart4j.frames;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.flow.ReaderGuard;
import io.decart4j.media.AudioFrame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Sound for any number of subscribers. Each has a buffer of its own for 100 frames, which is a second of what WebRTC
 * delivers: a slow one misses the oldest, and they are counted.
 */
public final class AudioFrames {

    private static final int BUFFERED = 100;

    // Not Reactor's own guard, which refuses one of two that emit at once; subscribers run behind a hop.
    private final Sinks.Many<AudioFrame> sink =
            Sinks.unsafe().many().multicast().directBestEffort();
    private final AtomicLong dropped = new AtomicLong();

    /** Open, without a subscriber. */
    public AudioFrames() {}

    /** Hands a frame to whoever is there. Never waits for a subscriber, never runs one. */
    public synchronized void push(AudioFrame frame) {
        sink.tryEmitNext(frame);
    }

    /** Completes every subscriber after what it has in its buffer, and later ones at once. */
    public synchronized void close() {
        sink.tryEmitComplete();
    }

    /** Frames from the subscription on, on a worker of {@code Schedulers.boundedElastic()} of the subscriber's own. */
    public Flux<AudioFrame> frames() {
        return ReaderGuard.of(sink.asFlux()
                .onBackpressureBuffer(BUFFERED, frame -> dropped.incrementAndGet(), BufferOverflowStrategy.DROP_OLDEST)
                .publishOn(FinishingScheduler.boundedElastic(), 1));
    }

    /**
     * The same without a buffer between: {@code to} is called by whoever pushes, on that thread, so it must neither block nor run
     * foreign code. It misses nothing. Completes when this is closed.
     */
    public Mono<Void> each(Consumer<? super AudioFrame> to) {
        return sink.asFlux().doOnNext(to).then();
    }

    /** Frames that subscribers were too slow for, summed over them. */
    public long dropped() {
        return dropped.get();
    }
}
