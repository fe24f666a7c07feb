package io.decart4j.testsupport;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound must let pass where Reactor's timers run, in the tests of all modules: the short lock of a timer's queue. Without it
 * a timer that is taken back while another one is set ends in an error half way, and all timers of its thread have hung
 * (BlockHound 1.0.17, Reactor 3.8.8).
 */
public final class BlockHoundAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public BlockHoundAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
    }
}
