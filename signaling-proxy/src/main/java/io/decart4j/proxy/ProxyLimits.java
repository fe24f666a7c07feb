package io.decart4j.proxy;

import io.decart4j.flow.TimeLimits;
import io.decart4j.message.SignalingCodec;
import java.time.Duration;
import java.util.Objects;

/** What one connection may take. Who goes beyond loses that connection, comes back late, and nobody else notices. Immutable. */
public final class ProxyLimits {

    /** The defaults. */
    public static final ProxyLimits DEFAULT = builder().build();

    private final int maxFrameBytes;
    private final int maxWaitingBytes;
    private final int maxEarlyBytes;
    private final int messagesPerSecond;
    private final int messageBurst;
    private final int bytesPerSecond;
    private final Duration authentication;
    private final Duration handshake;
    private final Duration upstream;
    private final Duration hook;
    private final Duration ping;
    private final Duration silence;
    private final Duration frameTime;
    private final Duration cooldown;

    private ProxyLimits(Builder from) {
        maxFrameBytes = from.maxFrameBytes;
        maxWaitingBytes = from.maxWaitingBytes;
        maxEarlyBytes = from.maxEarlyBytes;
        messagesPerSecond = from.messagesPerSecond;
        messageBurst = from.messageBurst;
        bytesPerSecond = from.bytesPerSecond;
        authentication = TimeLimits.clamped(from.authentication);
        handshake = TimeLimits.clamped(from.handshake);
        upstream = TimeLimits.clamped(from.upstream);
        hook = TimeLimits.clamped(from.hook);
        ping = TimeLimits.clamped(from.ping);
        silence = TimeLimits.clamped(from.silence);
        frameTime = TimeLimits.clamped(from.frameTime);
        cooldown = TimeLimits.clamped(from.cooldown);
    }

    /** Begins with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The largest message of a client, 1 to 32 MiB: 32 MiB by default; beyond it close code 1009. */
    public int maxFrameBytes() {
        return maxFrameBytes;
    }

    /** What may wait in one direction, in bytes; no less than {@link #maxFrameBytes}; 40 MiB by default. */
    public int maxWaitingBytes() {
        return maxWaitingBytes;
    }

    /**
     * What a client may have sent when it has to wait for a slot, in bytes, its initial state: 1 or more; 14 MiB by default, which
     * holds a reference image of 10 MB. Whoever sends more loses its place.
     */
    public int maxEarlyBytes() {
        return maxEarlyBytes;
    }

    /** What a client may send for long, pings included: 50 by default. */
    public int messagesPerSecond() {
        return messagesPerSecond;
    }

    /** What a client may send at once: 100 by default. */
    public int messageBurst() {
        return messageBurst;
    }

    /** What a client may send for long, in bytes: 8 MiB by default. */
    public int bytesPerSecond() {
        return bytesPerSecond;
    }

    /** For the application to say who the caller is: 10 s by default. */
    public Duration authentication() {
        return authentication;
    }

    /** From the upgrade to the client's first message: 30 s by default. */
    public Duration handshake() {
        return handshake;
    }

    /** For the connection to the service to open: 20 s by default. */
    public Duration upstream() {
        return upstream;
    }

    /** For a hook to answer: 10 s by default. */
    public Duration hook() {
        return hook;
    }

    /** Between pings to both sides: 20 s by default. */
    public Duration ping() {
        return ping;
    }

    /**
     * Until a side counts as dead: without a byte from it and without one that it takes, or with something that waits for it and of
     * which it takes nothing; longer than {@link #ping}; 45 s by default. A large message that is still going out counts as life.
     */
    public Duration silence() {
        return silence;
    }

    /** For one whole message to arrive once it has begun: longer than {@link #silence}; 120 s by default. */
    public Duration frameTime() {
        return frameTime;
    }

    /**
     * How long a caller that has gone beyond a limit waits, and between its next connections: 1 s by default; twice as long each time
     * that it does so again, up to 64 times.
     */
    public Duration cooldown() {
        return cooldown;
    }

    /** Collects limits, each of which says at {@link ProxyLimits} what it is; not thread-safe. */
    public static final class Builder {

        private int maxFrameBytes = SignalingCodec.MAX_FRAME_BYTES;
        private int maxWaitingBytes = 40 * 1024 * 1024;
        private int maxEarlyBytes = 14 * 1024 * 1024;
        private int messagesPerSecond = 50;
        private int messageBurst = 100;
        private int bytesPerSecond = 8 * 1024 * 1024;
        private Duration authentication = Duration.ofSeconds(10);
        private Duration handshake = Duration.ofSeconds(30);
        private Duration upstream = Duration.ofSeconds(20);
        private Duration hook = Duration.ofSeconds(10);
        private Duration ping = Duration.ofSeconds(20);
        private Duration silence = Duration.ofSeconds(45);
        private Duration frameTime = Duration.ofSeconds(120);
        private Duration cooldown = Duration.ofSeconds(1);

        private Builder() {}

        /** {@link ProxyLimits#maxFrameBytes}. */
        public Builder maxFrameBytes(int bytes) {
            maxFrameBytes = bytes;
            return this;
        }

        /** {@link ProxyLimits#maxWaitingBytes}. */
        public Builder maxWaitingBytes(int bytes) {
            maxWaitingBytes = bytes;
            return this;
        }

        /** {@link ProxyLimits#maxEarlyBytes}. */
        public Builder maxEarlyBytes(int bytes) {
            maxEarlyBytes = bytes;
            return this;
        }

        /** {@link ProxyLimits#messagesPerSecond}. */
        public Builder messagesPerSecond(int messages) {
            messagesPerSecond = messages;
            return this;
        }

        /** {@link ProxyLimits#messageBurst}. */
        public Builder messageBurst(int messages) {
            messageBurst = messages;
            return this;
        }

        /** {@link ProxyLimits#bytesPerSecond}. */
        public Builder bytesPerSecond(int bytes) {
            bytesPerSecond = bytes;
            return this;
        }

        /** {@link ProxyLimits#authentication}. */
        public Builder authentication(Duration time) {
            authentication = Objects.requireNonNull(time, "authentication");
            return this;
        }

        /** {@link ProxyLimits#handshake}. */
        public Builder handshake(Duration time) {
            handshake = Objects.requireNonNull(time, "handshake");
            return this;
        }

        /** {@link ProxyLimits#upstream}. */
        public Builder upstream(Duration time) {
            upstream = Objects.requireNonNull(time, "upstream");
            return this;
        }

        /** {@link ProxyLimits#hook}. */
        public Builder hook(Duration time) {
            hook = Objects.requireNonNull(time, "hook");
            return this;
        }

        /** {@link ProxyLimits#ping}. */
        public Builder ping(Duration time) {
            ping = Objects.requireNonNull(time, "ping");
            return this;
        }

        /** {@link ProxyLimits#silence}. */
        public Builder silence(Duration time) {
            silence = Objects.requireNonNull(time, "silence");
            return this;
        }

        /** {@link ProxyLimits#frameTime}. */
        public Builder frameTime(Duration time) {
            frameTime = Objects.requireNonNull(time, "frameTime");
            return this;
        }

        /** {@link ProxyLimits#cooldown}. */
        public Builder cooldown(Duration time) {
            cooldown = Objects.requireNonNull(time, "cooldown");
            return this;
        }

        /**
         * The limits.
         *
         * @throws IllegalArgumentException naming what is out of its bounds
         */
        public ProxyLimits build() {
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
            return new ProxyLimits(this);
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
}
