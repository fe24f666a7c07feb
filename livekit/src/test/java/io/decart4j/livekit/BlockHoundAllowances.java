package io.decart4j.livekit;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Reactor allows the short lock of a timer's queue when one is added, but not when a {@code Flux.interval} is disposed; the
 * error would leave the lock's own wait queue broken.
 */
public final class BlockHoundAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public BlockHoundAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    }
}
