package io.decart4j.reactor.internal.media;

import io.decart4j.flow.CallersCode;
import io.decart4j.flow.CallersSource;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.media.AudioFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The caller's sound on its way to whichever connection is there. One subscription for the whole session; a frame is
 * asked for when the one before is sent, and is sent when that one has sounded. Frames that come while there is no
 * connection or the session is muted are dropped and counted.
 */
public final class LocalAudio {

    /** How much of a source's delay is made good for by sending faster; beyond it, the delay was a pause. */
    private static final long CATCH_UP = Duration.ofMillis(200).toNanos();

    private final @Nullable CallersSource<AudioFrame> source;
    private final Consumer<Throwable> onSourceError;
    private final Muting muting;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable Predicate<AudioFrame> sender;
    private volatile boolean flowing;
    private volatile long due;

    public LocalAudio(@Nullable Publisher<AudioFrame> source, Muting muting, Consumer<Throwable> onSourceError) {
        this.muting = muting;
        this.source = source == null ? null : new CallersSource<>(source, onSourceError);
        this.onSourceError = onSourceError;
    }

    public LocalAudio(@Nullable Publisher<AudioFrame> source, Consumer<Throwable> onSourceError) {
        this(source, new Muting(false), onSourceError);
    }

    public boolean isPresent() {
        return source != null;
    }

    /**
     * Frames go to this connection once it is {@linkplain #flow() up}: unlike a picture, a word that is lost while it
     * is made does not come again.
     *
     * @param to whether it takes the frame
     */
    public void attach(Predicate<AudioFrame> to) {
        flowing = false;
        sender = to;
    }

    /** The connection is up. The first time this starts the source. */
    public void flow() {
        flowing = true;
        if (source != null && started.compareAndSet(false, true)) {
            due = MonotonicTime.nanos();
            source.flux().concatMap(this::play, 0).subscribe(frame -> {}, this::failed);
        }
    }

    /** At once when called; completes when the source is cancelled, or has not been for too long. Never fails. */
    public Mono<Void> close() {
        sender = null;
        started.set(true);
        return source == null ? Mono.empty() : source.end();
    }

    long sent() {
        return sent.get();
    }

    /** Frames that came while there was no connection or the session was muted. */
    long dropped() {
        return dropped.get();
    }

    private Mono<Void> play(AudioFrame frame) {
        long now = MonotonicTime.nanos();
        long at = Math.max(due, now - CATCH_UP);
        due = at + frame.duration().toNanos();
        return Mono.delay(Duration.ofNanos(Math.max(0, at - now))).<Void>handle((sounds, sink) -> {
            try {
                send(frame);
            } catch (Throwable e) {
                CallersCode.throwIfFatal(e);
                sink.error(new Unsendable(e));
            }
        });
    }

    private void failed(Throwable error) {
        onSourceError.accept(error instanceof Unsendable frame ? frame.why() : error);
    }

    /** Reactor lets no {@link LinkageError} through as an error. */
    private static final class Unsendable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unsendable(Throwable why) {
            super(why);
        }

        Throwable why() {
            return Objects.requireNonNull(getCause());
        }
    }

    private void send(AudioFrame frame) {
        Predicate<AudioFrame> to = sender;
        // A sender outlives its connection until the next one comes, and says so.
        boolean taken = flowing && !muting.isMuted() && to != null && to.test(frame);
        (taken ? sent : dropped).incrementAndGet();
    }
}
