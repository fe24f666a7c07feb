package io.decart4j.pipeline;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The figures at the end, and whether they are right. */
record Summary(Job job, Result result, Sync sync) {

    private static final double LEAST_FRAMES = 0.3;

    /** Whether everything is. */
    boolean print(PrintStream out, Path sheet) {
        // Not the file's own: its sound may be longer than its pictures, and of joined recordings it tells the first
        // one's.
        Duration sent = Duration.ofNanos(job.nanos(result.read()));
        Duration written = result.recording().duration();
        boolean length = sent.minus(written).abs().compareTo(job.frame().multipliedBy(2)) <= 0;
        boolean enough = result.recording().frames() >= LEAST_FRAMES * result.read();
        out.printf(
                Locale.ROOT,
                "frames    %d in, %d sent, %d received, %d written, %d dropped%n",
                result.read(),
                result.sent(),
                result.received(),
                result.recording().frames(),
                result.dropped());
        if (result.unread() > 0) {
            out.println("          " + result.unread() + " placed by their time, the number was not readable");
        }
        out.printf(
                Locale.ROOT,
                "duration  %s in, %s out%s%n",
                Timecode.text(sent),
                Timecode.text(written),
                length ? "" : "  WRONG: more than two frames apart");
        out.printf(
                Locale.ROOT,
                "sync      offset %.1f ms, drift %.1f ms (%s)%s%n",
                sync.offsetMillis(),
                sync.driftMillis(),
                sync.measuredBy(),
                sync.isRight() ? "" : "  WRONG: 40 ms or more");
        out.printf(
                Locale.ROOT,
                "latency   %d ms; scene changes: %d%n",
                result.latency().toMillis(),
                result.cuts().size());
        if (!enough) {
            out.println("WRONG: most frames were dropped");
        }
        out.println("output    " + result.recording().file());
        out.println("contact sheet: " + sheet.toAbsolutePath());
        boolean right = length && enough && sync.isRight();
        out.println(right ? "everything is right" : "something is WRONG");
        return right;
    }
}
