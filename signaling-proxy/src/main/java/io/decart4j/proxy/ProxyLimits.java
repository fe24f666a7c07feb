package io.decart4j.proxy;

import io.decart4j.flow.TimeLimits;
import io.decart4j.message.SignalingCodec;
import java.time.Duration;

/**
 * What one connection may take. Who goes beyond loses that connection, comes back late, and nobody else notices.
 *
 * @param maxFrameBytes the largest message of a client, 1 to 32 MiB: 32 MiB by default; beyond it close code 1009
 * @param maxWaitingBytes what may wait in one direction, in bytes; no less than {@code maxFrameBytes}; 40 MiB by default
 * @param maxEarlyBytes what a client may have sent when it has to wait for a slot, in bytes, its initial state: 1 or more; 14 MiB by
 *     default, which holds a reference image of 10 MB. Whoever sends more loses its place
 * @param messagesPerSecond what a client may send for long, pings included: 50 by default
 * @param messageBurst what a client may send at once: 100 by default
 * @param bytesPerSecond what a client may send for long, in bytes: 8 MiB by default
 * @param authentication for the application to say who the caller is: 10 s by default
 * @param handshake from the upgrade to the client's first message: 30 s by default
 * @param upstream for the connection to the service to open: 20 s by default
 * @param hook for a hook to answer: 10 s by default
 * @param ping between pings to both sides: 20 s by default
 * @param silence until a side counts as dead: without a byte from it and without one that it takes, or with something that waits for it
 *     and of which it takes nothing; longer than {@code ping}; 45 s by default. A large message that is still going out counts as life
 * @param frameTime for one whole message to arrive once it has begun: longer than {@code silence}; 120 s by default
 * @param cooldown how long a caller that has gone beyond a limit waits, and between its next connections: 1 s by default;
 *     twice as long each time that it does so again, up to 64 times
 */
public record ProxyLimits(
        int maxFrameBytes,
        int maxWaitingBytes,
        int maxEarlyBytes,
        int messagesPerSecond,
        int messageBurst,
        int bytesPerSecond,
        Duration authentication,
        Duration handshake,
        Duration upstream,
        Duration hook,
        Duration ping,
        Duration silence,
        Duration frameTime,
        Duration cooldown) {

    /** The defaults. */
    public static final ProxyLimits DEFAULT = new ProxyLimits(
            SignalingCodec.MAX_FRAME_BYTES,
            40 * 1024 * 1024,
            14 * 1024 * 1024,
            50,
            100,
            8 * 1024 * 1024,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(45),
            Duration.ofSeconds(120),
            Duration.ofSeconds(1));

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming what is out of them
     */
    public ProxyLimits {
        between("maxFrameBytes", maxFrameBytes, 1, SignalingCodec.MAX_FRAME_BYTES);
        between("maxWaitingBytes", maxWaitingBytes, maxFrameBytes, Integer.MAX_VALUE);
        between("maxEarlyBytes", maxEarlyBytes, 1, Integer.MAX_VALUE);
        between("messagesPerSecond", messagesPerSecond, 1, Integer.MAX_VALUE);
        between("messageBurst", messageBurst, 1, Integer.MAX_VALUE);
        between("bytesPerSecond", bytesPerSecond, 1, Integer.MAX_VALUE);
        longerThan("authentication", authentication, Duration.ZERO);
        longerThan("handshake", handshake, Duration.ZERO);
        longerThan("upstream", upstream, Duration.ZERO);
        longerThan("hook", hook, Duration.ZERO);
        longerThan("ping", ping, Duration.ZERO);
        longerThan("silence", silence, ping);
        longerThan("frameTime", frameTime, silence);
        longerThan("cooldown", cooldown, Duration.ZERO);
        authentication = TimeLimits.clamped(authentication);
        handshake = TimeLimits.clamped(handshake);
        upstream = TimeLimits.clamped(upstream);
        hook = TimeLimits.clamped(hook);
        ping = TimeLimits.clamped(ping);
        silence = TimeLimits.clamped(silence);
        frameTime = TimeLimits.clamped(frameTime);
        cooldown = TimeLimits.clamped(cooldown);
    }

    /** The same with another largest message. */
    public ProxyLimits withMaxFrameBytes(int bytes) {
        return new ProxyLimits(
                bytes,
                Math.max(bytes, maxWaitingBytes),
                maxEarlyBytes,
                messagesPerSecond,
                messageBurst,
                bytesPerSecond,
                authentication,
                handshake,
                upstream,
                hook,
                ping,
                silence,
                frameTime,
                cooldown);
    }

    /** The same with another bound for what comes before there is a slot. */
    public ProxyLimits withMaxEarlyBytes(int bytes) {
        return new ProxyLimits(
                maxFrameBytes,
                maxWaitingBytes,
                bytes,
                messagesPerSecond,
                messageBurst,
                bytesPerSecond,
                authentication,
                handshake,
                upstream,
                hook,
                ping,
                silence,
                frameTime,
                cooldown);
    }

    /** The same with another rate of messages. */
    public ProxyLimits withMessageRate(int perSecond, int burst) {
        return new ProxyLimits(
                maxFrameBytes,
                maxWaitingBytes,
                maxEarlyBytes,
                perSecond,
                burst,
                bytesPerSecond,
                authentication,
                handshake,
                upstream,
                hook,
                ping,
                silence,
                frameTime,
                cooldown);
    }

    /** The same with another time for the client's first message. */
    public ProxyLimits withHandshake(Duration limit) {
        return new ProxyLimits(
                maxFrameBytes,
                maxWaitingBytes,
                maxEarlyBytes,
                messagesPerSecond,
                messageBurst,
                bytesPerSecond,
                authentication,
                limit,
                upstream,
                hook,
                ping,
                silence,
                frameTime,
                cooldown);
    }

    /** The same with other limits for noticing that a side is dead, or stuck in a message. */
    public ProxyLimits withLiveness(Duration interval, Duration silent, Duration frame) {
        return new ProxyLimits(
                maxFrameBytes,
                maxWaitingBytes,
                maxEarlyBytes,
                messagesPerSecond,
                messageBurst,
                bytesPerSecond,
                authentication,
                handshake,
                upstream,
                hook,
                interval,
                silent,
                frame,
                cooldown);
    }

    /** The same with another pause between the connections of a caller that has gone beyond a limit. */
    public ProxyLimits withCooldown(Duration pause) {
        return new ProxyLimits(
                maxFrameBytes,
                maxWaitingBytes,
                maxEarlyBytes,
                messagesPerSecond,
                messageBurst,
                bytesPerSecond,
                authentication,
                handshake,
                upstream,
                hook,
                ping,
                silence,
                frameTime,
                pause);
    }

    private static void between(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " takes " + least + " to " + most + ", not " + value);
        }
    }

    private static void longerThan(String option, Duration value, Duration least) {
        if (value.compareTo(least) <= 0) {
            throw new IllegalArgumentException(option + " takes more than " + least + ", not " + value);
        }
    }
}
