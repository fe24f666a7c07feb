package io.decart4j.livekit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * The short lock of the queue of Reactor's timers; without it all timers of a thread have hung (BlockHound 1.0.17, Reactor
 * 3.8.8).
 */
public final class BlockHoundAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public BlockHoundAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    }
}
