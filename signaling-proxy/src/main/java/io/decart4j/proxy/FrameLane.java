package io.decart4j.proxy;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** What waits to go one way: bounded, in order, one at a time. One thread offers, one subscriber drains. */
final class FrameLane {

    private static final int FRAMES = 1024;

    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Sinks.Many<Frame> waiting = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<Frame>get(FRAMES).get());

    FrameLane(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** False when there is no room. */
    boolean offer(Frame frame) {
        return bytes.addAndGet(frame.bytes().length) <= maxBytes
                && waiting.tryEmitNext(frame) != Sinks.EmitResult.FAIL_OVERFLOW;
    }

    /** No more will come. */
    void complete() {
        waiting.tryEmitComplete();
    }

    /** Takes one step for each frame, the next when the one before is done; completes behind the last. */
    Mono<Void> drain(Function<Frame, Mono<Void>> step) {
        return waiting.asFlux()
                .concatMap(frame -> step.apply(frame).doOnTerminate(() -> bytes.addAndGet(-frame.bytes().length)), 1)
                .then();
    }
}
