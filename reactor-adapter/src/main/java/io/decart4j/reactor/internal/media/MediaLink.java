package io.decart4j.reactor.internal.media;

import io.decart4j.error.DecartException;
import io.decart4j.error.ServerException;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The media of one attempt: the seam between transports. Whether it is direct or goes through a room is its own affair. */
public interface MediaLink {

    /**
     * Tells the server the initial state, opens and negotiates; emits each time the media are up. Never completes; errors
     * when they are lost for good.
     */
    Flux<Up> run(AttemptStart start);

    /** Whether the server's word that it generates proves that media flow; otherwise it waits for those. */
    default boolean isProvenByGeneration() {
        return true;
    }

    /** Whether a session goes on whose initial state the server refused; otherwise the attempt fails. */
    default boolean goesOnWhenRefused() {
        return false;
    }

    /** What the server says about the media, in order. */
    void accept(ServerMessage message);

    /** What an error that the server says before the media are up is to the caller. */
    default DecartException explained(ServerException said) {
        return said;
    }

    /** The server has told a session's id in a message of its own. */
    default void greeted() {}

    /** The remote frames that have arrived. */
    FrameArrivals frames();

    /** The path's last measured round trip; empty while there is none. */
    Mono<Duration> roundTripTime();

    /** What the connection of the moment counts; empty while there is none. */
    default Mono<StatsReport> stats() {
        return Mono.empty();
    }

    /**
     * Tells the other side that nothing will be sent, or that it is again; completes when it knows. At every moment, without
     * error, and nothing where nobody is told.
     */
    default Mono<Void> mute(boolean muted) {
        return Mono.empty();
    }

    /** Closes what {@link #run} has opened; completes when it is gone. At every call, without error. */
    Mono<Void> close();

    /** The media flow. */
    enum Up {
        /** The only value. */
        UP
    }

    /** Makes the link of an attempt. */
    interface Factory {
        /** A link that has done nothing yet. */
        MediaLink create(ControlChannel channel);
    }
}
