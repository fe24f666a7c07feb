package io.decart4j.testkit;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** The stand-in model of one session: how the picture looks, when generation begins, its seconds and its end. */
final class Generation {

    private final ControlSocket socket;
    private final Scheduler loop;
    private final Duration tickInterval;
    private final boolean dropBeforeInitialState;
    private final Disposable.Swap ticks = Disposables.swap();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile @Nullable AppliedState applied;
    private volatile boolean mediaConnected;
    private boolean ended;
    private long millis;

    Generation(ControlSocket socket, Scheduler loop, Duration tickInterval, boolean dropBeforeInitialState) {
        this.socket = socket;
        this.loop = loop;
        this.tickInterval = tickInterval;
        this.dropBeforeInitialState = dropBeforeInitialState;
    }

    /** Null until the initial state is known: nothing is generated before. */
    @Nullable
    AppliedState applied() {
        return applied;
    }

    /** Whether frames go back as they came while there is no look. */
    boolean returnsFramesBeforeLook() {
        return !dropBeforeInitialState;
    }

    void applied(AppliedState applied) {
        this.applied = applied;
    }

    void mediaConnected(boolean connected) {
        mediaConnected = connected;
    }

    void frameReceived() {
        received.incrementAndGet();
    }

    /** On the thread of the frames. */
    void frameSent() {
        sent.incrementAndGet();
        if (started.compareAndSet(false, true)) {
            socket.execute(this::start);
        }
    }

    long framesReceived() {
        return received.get();
    }

    long framesSent() {
        return sent.get();
    }

    /** Says that generation is over, if it had begun. Event loop only. */
    void end(String reason) {
        if (started.get() && !ended) {
            socket.send(new ServerMessage.GenerationEnded(millis / 1000.0, reason));
        }
        stop();
    }

    /** Event loop only. */
    void stop() {
        ended = true;
        ticks.dispose();
    }

    private void start() {
        if (ended) {
            return;
        }
        socket.send(new ServerMessage.GenerationStarted());
        ticks.update(Flux.interval(tickInterval, loop)
                .onBackpressureDrop()
                .filter(tick -> mediaConnected)
                .subscribe(tick -> {
                    millis += tickInterval.toMillis();
                    socket.send(new ServerMessage.GenerationTick(millis / 1000.0));
                }));
    }
}
