package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameNumber;
import io.decart4j.webrtc.FrameImages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;

/** The newest sent frames, to find the one that a received frame was made from. Thread-safe. */
final class SentFrames implements AutoCloseable {

    /** Two seconds and a half. */
    private static final int KEPT = 64;

    private record Sent(VideoFrame frame, OptionalLong number, long nanos) {}

    private final Deque<Sent> newest = new ArrayDeque<>();
    private boolean closed;

    Flux<VideoFrame> keep(Flux<VideoFrame> frames) {
        return frames.doOnNext(this::add);
    }

    /** The received frame as a picture, beside the sent one with the same number, if that is still here. */
    synchronized Optional<Outcome.Shot> shot(VideoFrame received) {
        long now = System.nanoTime();
        OptionalLong number = FrameNumber.read(received);
        return newest.stream()
                .filter(sent -> number.isPresent() && sent.number.equals(number))
                .findFirst()
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
        newest.addLast(new Sent(frame.retain(), FrameNumber.read(frame), System.nanoTime()));
        if (newest.size() > KEPT) {
            newest.removeFirst().frame.release();
        }
    }
}
