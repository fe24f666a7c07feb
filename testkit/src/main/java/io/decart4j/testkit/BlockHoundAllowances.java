package io.decart4j.testkit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound must let pass where Reactor's timers run, found by BlockHound itself when it is there. Reactor allows the
 * short lock of a timer's queue when one is added or taken, or when a one-time task is disposed, but not for a disposed
 * {@code Flux.interval}. The error then leaves the lock's own wait queue broken, and every timer of that thread hangs.
 */
public final class BlockHoundAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public BlockHoundAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    }
}
