package io.decart4j.testkit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound must let pass where Reactor's timers run, found by BlockHound itself when it is there: the short lock of a
 * timer's queue. Without it all timers of a thread have hung (BlockHound 1.0.17, Reactor 3.8.8).
 */
public final class BlockHoundAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public BlockHoundAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    }
}
