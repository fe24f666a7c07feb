package io.decart4j.spring.proxy;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties under {@code decart.proxy}.
 *
 * @param models The only models that clients may ask for. By default every one.
 * @param queryParameters Query parameters of clients that go on besides those that the proxy knows. By default none.
 * @param fastMode Whether clients may have the service's fast mode, which costs twice as much.
 * @param unrelayedRooms Whether viewers may come to rooms of sessions that this instance does not relay.
 * @param gate How many sessions may be open, and who counts them.
 * @param limits What one connection may take.
 */
@ConfigurationProperties("decart.proxy")
record ProxyProperties(
        @DefaultValue Set<String> models,
        @DefaultValue Set<String> queryParameters,
        @DefaultValue("false") boolean fastMode,
        @DefaultValue("false") boolean unrelayedRooms,
        @DefaultValue Gate gate,
        @DefaultValue Limits limits) {

    /** Who counts sessions. */
    enum Store {
        /** Nobody: there is no limit. */
        NONE,
        /** Each instance for itself. */
        MEMORY,
        /** Redis, for all instances together. */
        REDIS
    }

    /** What happens while Redis does not answer. */
    enum WhenAbsent {
        /** The limit is kept: nobody new gets in, and sessions end after the lifetime of their lease. */
        FAIL_CLOSED,
        /** Sessions go on and new ones get in without a limit. */
        FAIL_OPEN
    }

    /**
     * The gate.
     *
     * @param store Who counts: nobody, each instance for itself, or Redis for all.
     * @param perUser Sessions of one user, those that wait included: 1 or more.
     * @param total Sessions of all: 1 or more.
     * @param serviceLimit Whether the limit that the service tells is taken as well: the smaller of both counts.
     * @param queue How many may wait: 0 or more.
     * @param prefix What the gate's keys in Redis begin with; those with the same prefix share one limit.
     * @param lifetime How long a lease in Redis outlives an instance that has died.
     * @param withoutRedis What happens while Redis does not answer.
     */
    record Gate(
            @DefaultValue("none") Store store,
            @DefaultValue("2") int perUser,
            @DefaultValue("100") int total,
            @DefaultValue("false") boolean serviceLimit,
            @DefaultValue("1000") int queue,
            @DefaultValue("{decart4j:gate}") String prefix,
            @DefaultValue("15s") Duration lifetime,
            @DefaultValue("fail-closed") WhenAbsent withoutRedis) {}

    /**
     * Limits of a connection.
     *
     * @param maxFrame The largest message of a client: 1 byte to 32 MB.
     * @param maxWaiting What may wait in one direction; no less than max-frame.
     * @param maxEarly What a client may have sent when it has to wait for a slot: its initial state.
     * @param messagesPerSecond What a client may send for long, pings included: 1 or more.
     * @param messageBurst What a client may send at once: 1 or more.
     * @param bytesPerSecond What a client may send for long, in bytes: 1 or more.
     * @param authentication For the application to say who the caller is.
     * @param handshake From the upgrade to the client's first message.
     * @param upstream For the connection to the service to open.
     * @param hook For a hook to answer.
     * @param ping Between pings to both sides.
     * @param silence Without a byte until a side counts as dead; longer than ping.
     * @param frameTime For one whole message to arrive; longer than silence.
     * @param cooldown How long a caller waits that has gone beyond a limit, twice as long each time again.
     */
    record Limits(
            @DefaultValue("32MB") DataSize maxFrame,
            @DefaultValue("40MB") DataSize maxWaiting,
            @DefaultValue("14MB") DataSize maxEarly,
            @DefaultValue("50") int messagesPerSecond,
            @DefaultValue("100") int messageBurst,
            @DefaultValue("8388608") int bytesPerSecond,
            @DefaultValue("10s") Duration authentication,
            @DefaultValue("30s") Duration handshake,
            @DefaultValue("20s") Duration upstream,
            @DefaultValue("10s") Duration hook,
            @DefaultValue("20s") Duration ping,
            @DefaultValue("45s") Duration silence,
            @DefaultValue("120s") Duration frameTime,
            @DefaultValue("1s") Duration cooldown) {}
}
