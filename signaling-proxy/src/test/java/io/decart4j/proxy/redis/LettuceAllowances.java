package io.decart4j.proxy.redis;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound must let pass in Lettuce: the short lock between those who write and one who resets a connection. Without it
 * a connection could hang (BlockHound 1.0.17, Lettuce 7.5.2).
 */
public final class LettuceAllowances implements BlockHoundIntegration {

    /** Called by BlockHound. */
    public LettuceAllowances() {}

    @Override
    public void applyTo(BlockHound.Builder builder) {
        for (String method : new String[] {
            "incrementWriters", "decrementWriters", "doExclusive", "lockWritersExclusive", "unlockWritersExclusive"
        }) {
            builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", method);
        }
    }
}
