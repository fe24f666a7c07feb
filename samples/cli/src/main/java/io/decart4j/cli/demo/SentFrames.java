package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/** The newest sent frames, to find the one that a received frame was made from. Thread-safe. */
final class SentFrames implements AutoCloseable {

    /** Well below the 64 frames after which the test pattern repeats, and its half, where it is its own inverse. */
    private static final int KEPT = 24;

    private record Sent(VideoFrame frame, Likeness likeness) {}

    private final Deque<Sent> newest = new ArrayDeque<>();
    private boolean closed;

    Flux<VideoFrame> keep(Flux<VideoFrame> frames) {
        return frames.doOnNext(this::add);
    }

    /** What to make of the sent frame that has the received one's structure, whatever became of its colours. */
    synchronized <T> Optional<T> original(VideoFrame received, Function<VideoFrame, T> reader) {
        Likeness wanted = Likeness.of(received);
        return newest.stream()
                .max((a, b) -> Double.compare(wanted.to(a.likeness), wanted.to(b.likeness)))
                .map(sent -> reader.apply(sent.frame));
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
        newest.addLast(new Sent(frame.retain(), Likeness.of(frame)));
        if (newest.size() > KEPT) {
            newest.removeFirst().frame.release();
        }
    }
}
