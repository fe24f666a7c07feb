package io.decart4j.reactor.micrometer;

import io.decart4j.reactor.MediaCounters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Frames of all sessions with one model, those that have ended included: sums that never fall. */
final class FrameTotals {

    private final Set<Supplier<MediaCounters>> live = ConcurrentHashMap.newKeySet();
    private MediaCounters ended = new MediaCounters(0, 0, 0, 0, 0, 0);

    void add(Supplier<MediaCounters> session) {
        live.add(session);
    }

    /** Keeps a session's figures, and nothing else of it. */
    synchronized void end(Supplier<MediaCounters> session) {
        if (live.remove(session)) {
            MediaCounters last = session.get();
            ended = new MediaCounters(
                    ended.framesSent() + last.framesSent(),
                    ended.framesReceived() + last.framesReceived(),
                    ended.localFramesDropped() + last.localFramesDropped(),
                    ended.remoteFramesDropped() + last.remoteFramesDropped(),
                    0,
                    0);
        }
    }

    double sent() {
        return sum(MediaCounters::framesSent);
    }

    double received() {
        return sum(MediaCounters::framesReceived);
    }

    double localDropped() {
        return sum(MediaCounters::localFramesDropped);
    }

    double remoteDropped() {
        return sum(MediaCounters::remoteFramesDropped);
    }

    private synchronized double sum(ToLongFunction<MediaCounters> figure) {
        return figure.applyAsLong(ended)
                + live.stream().map(Supplier::get).mapToLong(figure).sum();
    }
}
