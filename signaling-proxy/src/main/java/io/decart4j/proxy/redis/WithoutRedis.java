package io.decart4j.proxy.redis;

/** What a {@link RedisGate} does while Redis does not answer. */
public enum WithoutRedis {

    /**
     * The limit is kept: nobody new gets in; who waits goes on waiting, and who is inside stays, for one lifetime of a lease.
     * After that their sessions end, because other instances may have given away their slots.
     */
    FAIL_CLOSED,

    /** Sessions go on and new ones get in without a limit; they are counted as soon as Redis answers again. */
    FAIL_OPEN
}
