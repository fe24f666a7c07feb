package io.decart4j.reactor;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.TimeLimits;
import java.time.Duration;
import java.util.List;

/** How long things may take. Immutable; the defaults are those of the official clients, except where those have none. */
public final class SessionTimeouts {

    /** The defaults. */
    public static final SessionTimeouts DEFAULT = builder().build();

    private final Duration webSocket;
    private final Duration initialState;
    private final Duration roomInfo;
    private final Duration connect;
    private final Duration queue;
    private final Duration prompt;
    private final Duration image;
    private final Duration mediaGrace;
    private final Duration ping;
    private final Duration silence;

    private SessionTimeouts(Builder from) {
        webSocket = from.webSocket;
        initialState = from.initialState;
        roomInfo = from.roomInfo;
        connect = from.connect;
        queue = from.queue;
        prompt = from.prompt;
        image = from.image;
        mediaGrace = from.mediaGrace;
        ping = from.ping;
        silence = from.silence;
    }

    /** With the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** With these. */
    public Builder toBuilder() {
        return new Builder()
                .webSocket(webSocket)
                .initialState(initialState)
                .roomInfo(roomInfo)
                .connect(connect)
                .queue(queue)
                .prompt(prompt)
                .image(image)
                .mediaGrace(mediaGrace)
                .liveness(ping, silence);
    }

    /** As {@link Builder#webSocket}. */
    public Duration webSocket() {
        return webSocket;
    }

    /** As {@link Builder#initialState}. */
    public Duration initialState() {
        return initialState;
    }

    /** As {@link Builder#roomInfo}. */
    public Duration roomInfo() {
        return roomInfo;
    }

    /** As {@link Builder#connect}. */
    public Duration connect() {
        return connect;
    }

    /** As {@link Builder#queue}. */
    public Duration queue() {
        return queue;
    }

    /** As {@link Builder#prompt}. */
    public Duration prompt() {
        return prompt;
    }

    /** As {@link Builder#image}. */
    public Duration image() {
        return image;
    }

    /** As {@link Builder#mediaGrace}. */
    public Duration mediaGrace() {
        return mediaGrace;
    }

    /** Between pings, as {@link Builder#liveness}. */
    public Duration ping() {
        return ping;
    }

    /** Until a silent socket counts as dead, as {@link Builder#liveness}. */
    public Duration silence() {
        return silence;
    }

    private List<Duration> all() {
        return List.of(webSocket, initialState, roomInfo, connect, queue, prompt, image, mediaGrace, ping, silence);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SessionTimeouts timeouts && all().equals(timeouts.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "SessionTimeouts[webSocket=" + webSocket + ", initialState=" + initialState + ", roomInfo=" + roomInfo
                + ", connect=" + connect + ", queue=" + queue + ", prompt=" + prompt + ", image=" + image
                + ", mediaGrace=" + mediaGrace + ", ping=" + ping + ", silence=" + silence + "]";
    }

    /** Collects limits; each takes a positive duration, or throws an {@link InvalidOptionException} that names it. Not thread-safe. */
    public static final class Builder {

        private Duration webSocket = Duration.ofSeconds(300);
        private Duration initialState = Duration.ofSeconds(30);
        private Duration roomInfo = Duration.ofSeconds(15);
        private Duration connect = Duration.ofSeconds(300);
        private Duration queue = Duration.ofHours(1);
        private Duration prompt = Duration.ofSeconds(15);
        private Duration image = Duration.ofSeconds(30);
        private Duration mediaGrace = Duration.ofSeconds(5);
        private Duration ping = Duration.ofSeconds(20);
        private Duration silence = Duration.ofSeconds(30);

        private Builder() {}

        /** To open the control socket: 300 s. */
        public Builder webSocket(Duration limit) {
            webSocket = TimeLimits.positive("webSocket", limit);
            return this;
        }

        /**
         * For the server to accept the initial state: 30 s; begins anew after the queue, and in a LiveKit room when the server has
         * named that.
         */
        public Builder initialState(Duration limit) {
            initialState = TimeLimits.positive("initialState", limit);
            return this;
        }

        /** For the server to name the LiveKit room: 15 s; begins anew after the queue. */
        public Builder roomInfo(Duration limit) {
            roomInfo = TimeLimits.positive("roomInfo", limit);
            return this;
        }

        /** For an attempt as a whole: 300 s; begins anew after the queue. */
        public Builder connect(Duration limit) {
            connect = TimeLimits.positive("connect", limit);
            return this;
        }

        /**
         * For an attempt to wait in the server's queue altogether, which suspends {@link #initialState}, {@link #roomInfo} and {@link
         * #connect}: 1 h.
         */
        public Builder queue(Duration limit) {
            queue = TimeLimits.positive("queue", limit);
            return this;
        }

        /** For a prompt to be acknowledged: 15 s. */
        public Builder prompt(Duration limit) {
            prompt = TimeLimits.positive("prompt", limit);
            return this;
        }

        /**
         * For a command with an image to be acknowledged, from when it is sent: 30 s; it waits for those before it for at most twice as
         * long.
         */
        public Builder image(Duration limit) {
            image = TimeLimits.positive("image", limit);
            return this;
        }

        /** For an interrupted media path to heal by itself: 5 s. */
        public Builder mediaGrace(Duration limit) {
            mediaGrace = TimeLimits.positive("mediaGrace", limit);
            return this;
        }

        /**
         * When a control socket counts as dead.
         *
         * @param interval between pings: 20 s
         * @param limit without anything from the server, answers to pings included, and without progress of what is being sent to
         *     it: 30 s; longer than the interval. An image that is still going out counts as life
         */
        public Builder liveness(Duration interval, Duration limit) {
            ping = TimeLimits.positive("ping", interval);
            silence = TimeLimits.positive("silence", limit);
            return this;
        }

        /**
         * The limits.
         *
         * @throws InvalidOptionException when {@code silence} is not longer than {@code ping}
         */
        public SessionTimeouts build() {
            if (silence.compareTo(ping) <= 0) {
                throw InvalidOptionException.of("silence", "takes more than ping (" + ping + "), not " + silence);
            }
            return new SessionTimeouts(this);
        }
    }
}
