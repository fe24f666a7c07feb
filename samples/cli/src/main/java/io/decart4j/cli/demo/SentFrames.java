package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameImages;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** The newest sent frames, to find the one that a received frame was made from. Thread-safe. */
final class SentFrames implements AutoCloseable {

    /** Well below the 64 frames after which the test pattern repeats, and its half, where it is its own inverse. */
    private static final int KEPT = 24;

    private record Sent(VideoFrame frame, Likeness likeness, long nanos) {}

    private final Deque<Sent> newest = new ArrayDeque<>();
    private boolean closed;

    Flux<VideoFrame> keep(Flux<VideoFrame> frames) {
        return frames.doOnNext(this::add);
    }

    /** The received frame as a picture, beside the sent one with its structure, whatever became of the colours. */
    synchronized Optional<Outcome.Shot> shot(VideoFrame received) {
        long now = System.nanoTime();
        Likeness wanted = Likeness.of(received);
        return newest.stream()
                .max(Comparator.comparingDouble(sent -> wanted.to(sent.likeness)))
                .map(sent -> new Outcome.Shot(
                        FrameImages.toImage(sent.frame),
                        FrameImages.toImage(received),
                        TimeUnit.NANOSECONDS.toMillis(now - sent.nanos)));
    }

    @Override
    public synchronized void close() {
        closed = true;
        newest.forEach(sent -> sent.frame.release());
        newest.clear();
    }

    private synchronized void add(VideoFrame frame) {
        if (closed) {
            return;
        }
        newest.addLast(new Sent(frame.retain(), Likeness.of(frame), System.nanoTime()));
        if (newest.size() > KEPT) {
            newest.removeFirst().frame.release();
        }
    }
}
