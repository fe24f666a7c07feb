package io.decart4j.reactor.internal.media.room;

import io.decart4j.stats.StatsReport;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A room that an attempt joins, as its link sees it. */
public interface JoinedRoom {

    /**
     * Completes when it is joined; a {@link io.decart4j.error.DecartException} when that cannot be. Who gives it up has to
     * {@link #leave()}, which is over when everything of the join is.
     */
    Mono<Void> join();

    /** Publishes what the session sends; completes when the room has agreed, or at once for who sends nothing. */
    Mono<Void> publish();

    /**
     * Hands remote media on; never completes before the room ends.
     *
     * @param onFrame runs at each remote video frame
     */
    Mono<Void> receive(Runnable onFrame);

    /** Tells the room that what is published is muted, or is not any more; completes when it knows. Without error. */
    Mono<Void> mute(boolean muted);

    /** Never completes; errors with what ended the room. Losses that the room itself makes good are not told. */
    Mono<Void> end();

    /** Whether the video that is sent arrives nowhere, each time that it changes; at first it arrives. */
    Flux<Boolean> sendingStalls();

    /** The media path's last measured round trip; empty while there is none. */
    Mono<Duration> roundTripTime();

    /** What the room's connections count now; empty while there are none. */
    Mono<StatsReport> stats();

    /** Completes when everything of it is closed. At every call, without error. */
    Mono<Void> leave();
}
