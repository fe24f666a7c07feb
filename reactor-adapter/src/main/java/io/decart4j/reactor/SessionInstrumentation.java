package io.decart4j.reactor;

import io.decart4j.event.SessionEvent;
import java.time.Duration;
import java.util.function.Supplier;
import reactor.util.context.ContextView;

/**
 * Measures sessions and viewers; see {@link DecartClient.Builder#instrumentation}. Called in order, one call of a session at a
 * time, on daemon threads named {@code decart4j-events-…} which it may block: the session does not wait for it. What it throws
 * is logged once for a session, which goes on; one that falls some thousand calls behind misses some, but never the last event.
 */
@FunctionalInterface
public interface SessionInstrumentation {

    /**
     * A session has begun to connect.
     *
     * @param model the model's name where that is a known one, {@code custom} for a model of the application's own, {@code
     *     viewer} for viewers, who do not know it: fit for a tag
     * @param counters the session's video frames, at any time
     * @param context of the first subscriber to {@code connect()}
     */
    Watch begin(String model, Supplier<MediaCounters> counters, ContextView context);

    /** Is told what becomes of one session. */
    interface Watch {

        /** Something happened; one at a time, in order, the last is {@link SessionEvent.Ended}. */
        void event(SessionEvent event);

        /**
         * A command has come to an end, or nobody waits for it any more; told once.
         *
         * @param kind {@code set}, {@code prompt} or {@code image}
         * @param outcome {@code success}, {@code cancelled}, a {@link io.decart4j.error.CommandException.Reason} or another
         *     {@link io.decart4j.error.ErrorCode}, in lower case
         * @param took from the subscription, the time to read an image included
         */
        void command(String kind, String outcome, Duration took);
    }
}
