package io.decart4j.livekit;

import io.decart4j.flow.TimeLimits;
import io.decart4j.livekit.internal.signal.SignalConnector;
import io.decart4j.net.UrlHost;
import io.decart4j.websocket.ConnectionGate;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Which room to join and how. The room's name is in the token.
 *
 * @see LiveKitRoom#connect
 */
public final class RoomOptions {

    private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

    private final URI url;
    private final String token;
    private final @Nullable Predicate<String> subscribeTo;
    private final boolean hostCandidatesOnly;
    private final boolean relayOnly;
    private final RejoinPolicy rejoin;
    private final Duration stableAfter;
    private final Duration joinTimeout;
    private final Duration publishTimeout;
    private final @Nullable HttpClient httpClient;
    private final @Nullable ConnectionGate gate;

    private RoomOptions(Builder builder) {
        this.url = builder.url;
        this.token = builder.token;
        this.subscribeTo = builder.subscribeTo;
        this.hostCandidatesOnly = builder.hostCandidatesOnly;
        this.relayOnly = builder.relayOnly;
        this.rejoin = builder.rejoin;
        this.stableAfter = builder.stableAfter;
        this.joinTimeout = builder.joinTimeout;
        this.publishTimeout = builder.publishTimeout;
        this.httpClient = builder.httpClient;
        this.gate = builder.gate;
    }

    /**
     * Begins options.
     *
     * @param url of the server: {@code ws}, {@code wss}, {@code http} or {@code https}
     * @param token a LiveKit access token with the grant to join
     * @throws IllegalArgumentException for another kind of URL or something that cannot be a token
     */
    public static Builder builder(URI url, String token) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || url.getRawAuthority() == null) {
            throw new IllegalArgumentException("url takes ws://host, wss://, http:// or https://, not " + url);
        }
        if (UrlHost.of(url).isEmpty()) {
            throw new IllegalArgumentException("url takes " + UrlHost.TAKES + ", not " + url);
        }
        URI ascii = UrlHost.inAscii(url);
        if (ascii.getHost() == null) {
            throw new IllegalArgumentException("url takes " + UrlHost.OF_A_WEBSOCKET + ", not " + url);
        }
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("token takes a JWT");
        }
        return new Builder(ascii, token);
    }

    URI url() {
        return url;
    }

    SignalConnector signalConnector() {
        return new SignalConnector(url, subscribeTo == null, httpClient, gate);
    }

    String token() {
        return token;
    }

    @Nullable
    Predicate<String> subscribeTo() {
        return subscribeTo;
    }

    boolean hostCandidatesOnly() {
        return hostCandidatesOnly;
    }

    boolean relayOnly() {
        return relayOnly;
    }

    RejoinPolicy rejoin() {
        return rejoin;
    }

    Duration stableAfter() {
        return stableAfter;
    }

    Duration joinTimeout() {
        return joinTimeout;
    }

    Duration publishTimeout() {
        return publishTimeout;
    }

    @Override
    public String toString() {
        return "RoomOptions[url=" + url + ", token=***]";
    }

    /** Collects options. */
    public static final class Builder {

        private final URI url;
        private final String token;
        private @Nullable Predicate<String> subscribeTo;
        private boolean hostCandidatesOnly;
        private boolean relayOnly;
        private RejoinPolicy rejoin = RejoinPolicy.DEFAULT;
        private Duration stableAfter = Duration.ofSeconds(10);
        private Duration joinTimeout = Duration.ofSeconds(15);
        private Duration publishTimeout = Duration.ofSeconds(15);
        private @Nullable HttpClient httpClient;
        private @Nullable ConnectionGate gate;

        private Builder(URI url, String token) {
            this.url = url;
            this.token = token;
        }

        /** Subscribes only to participants whose identity passes; without this, to everybody. */
        public Builder subscribeTo(Predicate<String> identity) {
            this.subscribeTo = identity;
            return this;
        }

        /** Uses no STUN and no TURN server, whatever the room names: nothing but this machine's own addresses. */
        public Builder hostCandidatesOnly() {
            this.hostCandidatesOnly = true;
            return this;
        }

        /** Media go through the room's TURN servers only. */
        public Builder relayOnly() {
            this.relayOnly = true;
            return this;
        }

        /** What happens after a loss. */
        public Builder rejoin(RejoinPolicy policy) {
            this.rejoin = policy;
            return this;
        }

        /**
         * How long both media connections must be up, as far as they are used, before a loss counts as the first one again; 10
         * s by default. A room that falls over before goes on with the attempts and the waits of {@link #rejoin}.
         */
        public Builder stableAfter(Duration time) {
            this.stableAfter = positive("stableAfter", time);
            return this;
        }

        /**
         * How long opening the signal connection may take, then again the media path, and then each answer that publishing
         * needs; 15 s by default.
         */
        public Builder joinTimeout(Duration timeout) {
            this.joinTimeout = positive("joinTimeout", timeout);
            return this;
        }

        /**
         * The HTTP client to open signal connections with: proxy, trust store, resolver, event loops; by default one of its own. Best
         * made with {@link HttpClient#newConnection()}: a pool would only limit the rooms. It is held to HTTP/1.1 and follows no
         * redirect, and the headers that it adds do not reach the room's server.
         *
         * <p>Media never pass an HTTP proxy: they need a way out by UDP, by TCP, or to a TURN server that the room names.
         */
        public Builder httpClient(HttpClient client) {
            this.httpClient = client;
            return this;
        }

        /**
         * The gate that signal connections pass, to be shared with whatever else connects to that server; by default one for all
         * rooms of the process, with {@value ConnectionGate#DEFAULT_PER_SECOND} openings a second to each server.
         */
        public Builder gate(ConnectionGate shared) {
            this.gate = shared;
            return this;
        }

        /** How long publishing a track may take, while the room is connected or not. */
        public Builder publishTimeout(Duration timeout) {
            this.publishTimeout = positive("publishTimeout", timeout);
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when candidates are both forbidden and required to be relayed
         */
        public RoomOptions build() {
            if (hostCandidatesOnly && relayOnly) {
                throw new IllegalArgumentException("hostCandidatesOnly and relayOnly exclude each other");
            }
            return new RoomOptions(this);
        }

        private static Duration positive(String option, Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(option + " takes more than no time, not " + timeout);
            }
            return TimeLimits.clamped(timeout);
        }
    }
}
