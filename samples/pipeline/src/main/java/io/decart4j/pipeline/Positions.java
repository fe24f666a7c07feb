package io.decart4j.pipeline;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.OptionalInt;
import reactor.core.publisher.SynchronousSink;

/**
 * Gives what comes back the time that it had in the file: by the number in the picture, or, where a model has painted over
 * that, by what was sent one latency ago.
 */
final class Positions {

    /** Frames of the first picture that have to come back before the clip begins. */
    private static final int STEADY = 10;

    private static final long LATENCY_AT_FIRST = 150_000_000;

    private final Job job;
    private final LiveSource source;
    private int received;
    private int unread;
    private int newest = -1;
    private double latency = LATENCY_AT_FIRST;

    Positions(Job job, LiveSource source) {
        this.job = job;
        this.source = source;
    }

    /** Takes over the frame; nothing for one of the lead-in, of a past position, or of none. Completes behind the last. */
    synchronized void place(VideoFrame frame, SynchronousSink<VideoFrame> sink) {
        int number = number(frame);
        if (++received == STEADY) {
            source.run();
        }
        if (source.isRunning() && number > newest) {
            newest = number;
            sink.next(frame.withTimestamp(job.nanos(number)));
        } else {
            frame.release();
        }
        if (source.isLast(newest)) {
            source.end();
            sink.complete();
        }
    }

    synchronized int unread() {
        return unread;
    }

    synchronized Duration latency() {
        return Duration.ofNanos((long) latency);
    }

    private int number(VideoFrame frame) {
        long now = System.nanoTime();
        OptionalInt read = FrameStrip.read(frame);
        // What was not sent yet is something else in the picture that looks like a number.
        if (read.isEmpty() || read.getAsInt() > Math.max(0, source.read() - 1)) {
            unread++;
            return source.sentBy(now - (long) latency);
        }
        int number = read.getAsInt();
        long sent = source.sentAt(number);
        // The first picture was sent many times.
        if (number > 0 && sent >= 0 && number > newest) {
            latency += (now - sent - latency) / 8;
        }
        return number;
    }
}
