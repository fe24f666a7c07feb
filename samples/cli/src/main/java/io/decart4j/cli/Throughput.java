package io.decart4j.cli;

import io.decart4j.reactor.MediaCounters;

/** Counters of a session as lines, with the rate since the line before. Used by one thread at a time. */
final class Throughput {

    private long receivedBefore;
    private long nanosBefore = System.nanoTime();

    Line line(MediaCounters now) {
        long nanos = System.nanoTime();
        double seconds = Math.max(1, nanos - nanosBefore) / 1e9;
        double fps = Math.round((now.framesReceived() - receivedBefore) / seconds * 10) / 10.0;
        receivedBefore = now.framesReceived();
        nanosBefore = nanos;
        String text = "frames: " + now.framesSent() + " sent, " + now.framesReceived() + " received (" + fps + " fps, "
                + now.width() + "x" + now.height() + "), " + dropped(now) + " dropped";
        return counters(Line.of("frames", text), now).with("fps", fps);
    }

    static Line counters(Line line, MediaCounters now) {
        return line.with("sent", now.framesSent())
                .with("received", now.framesReceived())
                .with("dropped", dropped(now))
                .with("width", now.width())
                .with("height", now.height());
    }

    static long dropped(MediaCounters now) {
        return now.localFramesDropped() + now.remoteFramesDropped();
    }
}
