package io.decart4j.testkit;

import io.decart4j.flow.TimeLimits;
import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link LocalDecartServer}. Not thread-safe. */
public final class LocalServerBuilder {

    int port;
    String apiKey = "dct_test";
    Duration tickInterval = Duration.ofSeconds(1);
    Duration queueInterval = Duration.ofMillis(50);
    int queueLength;
    int concurrencyLimit = 1000;

    @Nullable
    Integer serviceTier;

    boolean dropBeforeInitialState;
    boolean answerUnknownMessages;
    Clock clock = Clock.systemUTC();

    Duration patience = Duration.ofSeconds(60); // with clients that do not finish a request, or do not answer pings

    Duration secondOfSessions = Duration.ofSeconds(1); // tests make maxSessionDuration pass faster

    @Nullable
    WebRtcRuntime runtime;

    @Nullable
    RoomServer livekit;

    @Nullable
    ImpairedRelay relay;

    LocalServerBuilder() {}

    /** TCP port, 0 (a free one) unless set. */
    public LocalServerBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port takes 0 to 65535, not " + port);
        }
        this.port = port;
        return this;
    }

    /** The permanent key, {@code dct_test} unless set. */
    public LocalServerBuilder apiKey(String apiKey) {
        if (apiKey.isBlank()) {
            throw new IllegalArgumentException("apiKey takes a text that is not blank");
        }
        this.apiKey = apiKey;
        return this;
    }

    /**
     * Time between {@code generation_tick}s, one second unless set. Whole seconds are told as whole numbers (1, 2, 3, as the
     * service does), others as fractions (0.2, 0.4), which the official client for Python does not take.
     */
    public LocalServerBuilder tickInterval(Duration interval) {
        this.tickInterval = positive("tickInterval", interval);
        return this;
    }

    /** Every connection waits in a queue first, and hears this many {@code queue_position}s; none unless set. */
    public LocalServerBuilder queue(int positions) {
        return queue(positions, queueInterval);
    }

    /** As {@link #queue(int)}, with the time that each position lasts. */
    public LocalServerBuilder queue(int positions, Duration interval) {
        if (positions < 0) {
            throw new IllegalArgumentException("queue takes 0 or more positions, not " + positions);
        }
        this.queueLength = positions;
        this.queueInterval = positive("queue interval", interval);
        return this;
    }

    /** How many sessions may be open at a time, 1000 unless set; one more is refused with close code 1013. */
    public LocalServerBuilder concurrencyLimit(int sessions) {
        if (sessions < 0) {
            throw new IllegalArgumentException("concurrencyLimit takes 0 or more, not " + sessions);
        }
        this.concurrencyLimit = sessions;
        return this;
    }

    /** What signed client tokens say of the customer: 0 (free), 1, 2 or 3 (priority); nothing unless set. */
    public LocalServerBuilder serviceTier(int tier) {
        if (tier < 0 || tier > 3) {
            throw new IllegalArgumentException("serviceTier takes 0 to 3, not " + tier);
        }
        this.serviceTier = tier;
        return this;
    }

    /**
     * Frames that come before the client has said how it wants them are dropped. Unless set they go back as they came,
     * without counting as generated: the official client up to 0.0.51 may say nothing at all, and says nothing again
     * after a reconnect.
     */
    public LocalServerBuilder dropBeforeInitialState() {
        this.dropBeforeInitialState = true;
        return this;
    }

    /** What is no message, or of an unknown type, is answered by an {@code error}; unless set it is ignored. */
    public LocalServerBuilder answerUnknownMessages() {
        this.answerUnknownMessages = true;
        return this;
    }

    /** What tells whether a client token has expired; the system's clock unless set. */
    public LocalServerBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /** A runtime that is shared with others and not disposed by the server; one of its own unless set. */
    public LocalServerBuilder runtime(WebRtcRuntime runtime) {
        this.runtime = runtime;
        return this;
    }

    /**
     * Media of clients that join with {@code livekit_join} go through rooms of this LiveKit server, one a session; those
     * that send an offer are served as ever, only that {@code session_id} waits for their first message. Unless set, joins
     * are answered by an {@code error}.
     */
    public LocalServerBuilder livekit(LiveKitAccess livekit) {
        return livekit(livekit, livekit.url());
    }

    /**
     * The same where clients have another way to the LiveKit server than the local server has, as one that is cut or far away.
     *
     * @param urlForClients what they are told: {@code ws} or {@code wss}
     */
    public LocalServerBuilder livekit(LiveKitAccess livekit, URI urlForClients) {
        this.livekit = new RoomServer(livekit, urlForClients);
        return this;
    }

    /** Direct media go through this relay, whose owner closes it after the server; straight unless set. */
    public LocalServerBuilder relay(ImpairedRelay relay) {
        this.relay = relay;
        return this;
    }

    /**
     * A running server. Blocks until it listens.
     *
     * @throws RuntimeException when the port cannot be bound
     */
    public LocalDecartServer start() {
        return new LocalDecartServer(this);
    }

    private static Duration positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " takes a duration above zero, not " + value);
        }
        return TimeLimits.clamped(value);
    }
}
