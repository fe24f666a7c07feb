package io.decart4j.pipeline;

import io.decart4j.media.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The file as a live stream of numbered frames. The first picture is repeated until the session is running, so that no
 * part of the clip is lost to connecting, and the last one until it has come back.
 */
final class LiveSource {

    private static final int LEAD_OUT_SECONDS = 3;

    private final Job job;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean whole = new AtomicBoolean();
    private final AtomicBoolean back = new AtomicBoolean();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private final List<Long> sentAt = new ArrayList<>();
    private @Nullable VideoFrame last;
    private boolean closed;

    LiveSource(Job job) {
        this.job = job;
    }

    /** Once. */
    Flux<VideoFrame> frames() {
        Flux<VideoFrame> leadIn = job.pictures()
                .take(1)
                .map(frame -> numbered(frame, 0))
                .concatMap(first -> again(first, running, Integer.MAX_VALUE));
        Flux<VideoFrame> clip = job.pictures().map(this::next).doOnComplete(() -> whole.set(true));
        Flux<VideoFrame> leadOut = Flux.defer(() -> {
            VideoFrame held = takeLast();
            return held == null ? Flux.<VideoFrame>empty() : again(held, back, LEAD_OUT_SECONDS * job.fps());
        });
        return Flux.concat(leadIn, clip, leadOut)
                .doOnDiscard(VideoFrame.class, VideoFrame::discard)
                .doFinally(end -> close());
    }

    /** The clip may begin. */
    void run() {
        running.set(true);
    }

    boolean isRunning() {
        return running.get();
    }

    /** Whether this is the number of the clip's last frame, which is known when all were sent. */
    boolean isLast(int number) {
        return whole.get() && number >= read() - 1;
    }

    /** The last frame has come back. */
    void end() {
        back.set(true);
    }

    /** Nothing is sent any more. */
    Mono<Void> over() {
        return over.asMono();
    }

    synchronized int read() {
        return sentAt.size();
    }

    /** When the frame of this number was sent, or a negative number when it was not. */
    synchronized long sentAt(int number) {
        return number < sentAt.size() ? sentAt.get(number) : -1;
    }

    /** The newest frame that was sent by then. */
    synchronized int sentBy(long nanos) {
        int number = sentAt.size() - 1;
        while (number > 0 && sentAt.get(number) - nanos > 0) {
            number--;
        }
        return Math.max(0, number);
    }

    private synchronized VideoFrame next(VideoFrame frame) {
        VideoFrame numbered = numbered(frame, sentAt.size());
        sentAt.add(System.nanoTime());
        if (last != null) {
            last.release();
        }
        last = closed ? null : numbered.retain();
        return numbered;
    }

    private synchronized @Nullable VideoFrame takeLast() {
        VideoFrame held = last;
        last = null;
        return held;
    }

    private void close() {
        VideoFrame held;
        synchronized (this) {
            closed = true;
            held = takeLast();
        }
        if (held != null) {
            held.release();
        }
        over.tryEmitEmpty();
    }

    private static VideoFrame numbered(VideoFrame frame, int number) {
        try (frame) {
            return FrameStrip.burn(frame, number);
        }
    }

    /** The same frame until it is enough; takes over the caller's reference. */
    private static Flux<VideoFrame> again(VideoFrame frame, AtomicBoolean enough, int most) {
        return Flux.<VideoFrame, Integer>generate(
                () -> 0,
                (count, sink) -> {
                    if (enough.get() || count >= most) {
                        sink.complete();
                    } else {
                        sink.next(frame.retain());
                    }
                    return count + 1;
                },
                count -> frame.release());
    }
}
