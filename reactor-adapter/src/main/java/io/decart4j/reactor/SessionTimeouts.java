package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.TimeLimits;
import java.time.Duration;

/**
 * How long things may take. The defaults are those of the official clients, except where those have none.
 *
 * @param webSocket to open the control socket: 300 s
 * @param initialState for the server to accept the initial state: 30 s; begins anew after the queue, and in a LiveKit room
 *     when the server has named that
 * @param roomInfo for the server to name the LiveKit room: 15 s; begins anew after the queue
 * @param connect for an attempt as a whole: 300 s; begins anew after the queue
 * @param queue for an attempt to wait in the server's queue altogether, which suspends the three before: 1 h
 * @param prompt for a prompt to be acknowledged: 15 s
 * @param image for a command with an image to be acknowledged, from when it is sent: 30 s; it waits for those before it for
 *     at most twice as long
 * @param mediaGrace for an interrupted media path to heal by itself: 5 s
 * @param ping between pings on the control socket: 20 s
 * @param silence without anything from the server, answers to pings included, and without progress of what is being sent to it,
 *     until the socket counts as dead: 30 s; longer than {@code ping}. An image that is still going out counts as life
 */
public record SessionTimeouts(
        Duration webSocket,
        Duration initialState,
        Duration roomInfo,
        Duration connect,
        Duration queue,
        Duration prompt,
        Duration image,
        Duration mediaGrace,
        Duration ping,
        Duration silence) {

    /** The defaults. */
    public static final SessionTimeouts DEFAULT = new SessionTimeouts(
            Duration.ofSeconds(300),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            Duration.ofSeconds(300),
            Duration.ofHours(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30));

    /**
     * Takes positive durations only.
     *
     * @throws InvalidOptionException naming the one that is not
     */
    public SessionTimeouts {
        webSocket = positive("webSocket", webSocket);
        initialState = positive("initialState", initialState);
        roomInfo = positive("roomInfo", roomInfo);
        connect = positive("connect", connect);
        queue = positive("queue", queue);
        prompt = positive("prompt", prompt);
        image = positive("image", image);
        mediaGrace = positive("mediaGrace", mediaGrace);
        ping = positive("ping", ping);
        silence = positive("silence", silence);
        if (silence.compareTo(ping) <= 0) {
            throw new InvalidOptionException(
                    ErrorCode.INVALID_OPTIONS,
                    "silence",
                    "silence takes more than ping (" + ping + "), not " + silence);
        }
    }

    /** The same with another limit for opening the control socket. */
    public SessionTimeouts withWebSocket(Duration limit) {
        return new SessionTimeouts(
                limit, initialState, roomInfo, connect, queue, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for the initial state. */
    public SessionTimeouts withInitialState(Duration limit) {
        return new SessionTimeouts(
                webSocket, limit, roomInfo, connect, queue, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for the server to name the LiveKit room. */
    public SessionTimeouts withRoomInfo(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, limit, connect, queue, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for an attempt as a whole. */
    public SessionTimeouts withConnect(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, limit, queue, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for the server's queue. */
    public SessionTimeouts withQueue(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, limit, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for prompts. */
    public SessionTimeouts withPrompt(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, queue, limit, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for commands with an image. */
    public SessionTimeouts withImage(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, queue, prompt, limit, mediaGrace, ping, silence);
    }

    /** The same with another grace period for an interrupted media path. */
    public SessionTimeouts withMediaGrace(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, queue, prompt, image, limit, ping, silence);
    }

    /**
     * The same with other limits for noticing a dead control socket.
     *
     * @param interval between pings
     * @param limit without anything from the server, and without progress of what is being sent; longer than the interval
     */
    public SessionTimeouts withLiveness(Duration interval, Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, queue, prompt, image, mediaGrace, interval, limit);
    }

    /** As it was given, or the longest that can be told from no limit. */
    static Duration positive(String option, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidOptionException(
                    ErrorCode.INVALID_OPTIONS, option, option + " takes a positive duration, not " + value);
        }
        return TimeLimits.clamped(value);
    }
}
