package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;

/**
 * How long things may take. The defaults are those of the official clients, except where those have none.
 *
 * @param webSocket to open the control socket: 300 s
 * @param initialState for the server to accept the initial state: 30 s; a place in the queue suspends it, and in a LiveKit room it
 *     begins when the server has named that
 * @param roomInfo for the server to name the LiveKit room: 15 s; a place in the queue suspends it
 * @param connect for an attempt as a whole: 300 s; a place in the queue suspends it, and it begins anew after the queue
 * @param prompt for a prompt to be acknowledged: 15 s
 * @param image for a command with an image to be acknowledged: 30 s
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
        positive("webSocket", webSocket);
        positive("initialState", initialState);
        positive("roomInfo", roomInfo);
        positive("connect", connect);
        positive("prompt", prompt);
        positive("image", image);
        positive("mediaGrace", mediaGrace);
        positive("ping", ping);
        positive("silence", silence);
        if (silence.compareTo(ping) <= 0) {
            throw new InvalidOptionException(
                    ErrorCode.INVALID_OPTIONS,
                    "silence",
                    "silence takes more than ping (" + ping + "), not " + silence);
        }
    }

    /** The same with another limit for opening the control socket. */
    public SessionTimeouts withWebSocket(Duration limit) {
        return new SessionTimeouts(limit, initialState, roomInfo, connect, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for the initial state. */
    public SessionTimeouts withInitialState(Duration limit) {
        return new SessionTimeouts(webSocket, limit, roomInfo, connect, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for the server to name the LiveKit room. */
    public SessionTimeouts withRoomInfo(Duration limit) {
        return new SessionTimeouts(webSocket, initialState, limit, connect, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for an attempt as a whole. */
    public SessionTimeouts withConnect(Duration limit) {
        return new SessionTimeouts(webSocket, initialState, roomInfo, limit, prompt, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for prompts. */
    public SessionTimeouts withPrompt(Duration limit) {
        return new SessionTimeouts(webSocket, initialState, roomInfo, connect, limit, image, mediaGrace, ping, silence);
    }

    /** The same with another limit for commands with an image. */
    public SessionTimeouts withImage(Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, prompt, limit, mediaGrace, ping, silence);
    }

    /** The same with another grace period for an interrupted media path. */
    public SessionTimeouts withMediaGrace(Duration limit) {
        return new SessionTimeouts(webSocket, initialState, roomInfo, connect, prompt, image, limit, ping, silence);
    }

    /**
     * The same with other limits for noticing a dead control socket.
     *
     * @param interval between pings
     * @param limit without anything from the server, and without progress of what is being sent; longer than the interval
     */
    public SessionTimeouts withLiveness(Duration interval, Duration limit) {
        return new SessionTimeouts(
                webSocket, initialState, roomInfo, connect, prompt, image, mediaGrace, interval, limit);
    }

    static void positive(String option, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new InvalidOptionException(
                    ErrorCode.INVALID_OPTIONS, option, option + " takes a positive duration, not " + value);
        }
    }
}
