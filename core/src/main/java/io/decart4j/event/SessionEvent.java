package io.decart4j.event;

import io.decart4j.error.DecartException;
import io.decart4j.stats.CandidatePair;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens in a session, in the order in which it happens. */
public sealed interface SessionEvent {

    /** The state has changed; the same state is never told twice in a row. */
    record ConnectionChange(ConnectionState state) implements SessionEvent {}

    /**
     * The server has opened a session of its own. After a reconnect there is a new one.
     *
     * @param subscribeToken what a viewer needs to watch it, null when the server gave no address; kept out of {@code
     *     toString}
     */
    record SessionStarted(String sessionId, @Nullable String subscribeToken) implements SessionEvent {
        @Override
        public String toString() {
            return "SessionStarted[sessionId=" + sessionId + "]";
        }
    }

    /** The place in the queue while connecting. */
    record QueuePosition(int position, int queueSize) implements SessionEvent {}

    /** The server's words about the queue while connecting. */
    record Status(String status) implements SessionEvent {}

    /** The model has begun to produce video. */
    record GenerationStarted() implements SessionEvent {}

    /**
     * Generation time so far.
     *
     * @param seconds cumulative seconds of the server's session, as received
     */
    record GenerationTick(double seconds) implements SessionEvent {}

    /**
     * The model has stopped.
     *
     * @param seconds cumulative seconds of the server's session
     * @param reason the server's word, for example {@code insufficient_credits}
     */
    record GenerationEnded(double seconds, String reason) implements SessionEvent {}

    /** Something went wrong; whether it ends the session is told by the events that follow. */
    record ErrorOccurred(DecartException error) implements SessionEvent {}

    /**
     * Another attempt is about to be made.
     *
     * @param attempt its number since the loss or the start, from 1
     * @param delay the planned wait; jitter makes the real one a little shorter or longer
     * @param cause what ended the attempt before
     */
    record Reconnecting(int attempt, Duration delay, DecartException cause) implements SessionEvent {}

    /** What helps to find out why a connection is as it is; the names and fields are those of the official client's. */
    sealed interface Diagnostic extends SessionEvent {}

    /**
     * How long a phase of an attempt took, when it ends. The phases of an attempt that fails in the middle of them end there.
     *
     * @param phase {@code websocket}; {@code initial-state}; {@code webrtc-handshake}, from when media may be negotiated until
     *     they flow; {@code total}, until the attempt is connected. Within the handshake, over the direct transport: {@code
     *     offer} to make one, {@code answer} to get one and apply it, {@code ice} to find a path. Over LiveKit: {@code room-info}
     *     until the room is named (before the handshake), {@code room-join}, {@code publish-local-track}
     * @param duration of the phase; waiting in the queue counts
     * @param success whether it ended as it should
     */
    record PhaseTiming(String phase, Duration duration, boolean success) implements Diagnostic {}

    /**
     * Remote video has frozen, or moves again.
     *
     * @param stalled whether it is frozen now
     * @param duration how long it was; zero when it begins
     */
    record VideoStall(boolean stalled, Duration duration) implements Diagnostic {}

    /**
     * What is sent of the local video arrives nowhere, or arrives again: nobody reports about it for seconds, or the server of
     * the room has muted the track or withdrawn the right to publish it. Frames count as not sent meanwhile.
     *
     * @param stalled whether it arrives nowhere now
     * @param duration how long it was; zero when it begins
     */
    record SendingStall(boolean stalled, Duration duration) implements Diagnostic {}

    /**
     * An address to try, over the direct transport.
     *
     * @param source whose it is
     * @param candidate what kind of address; of the remote side without address and port
     */
    record IceCandidate(Source source, CandidatePair.Candidate candidate) implements Diagnostic {
        /** Whose an address is. */
        public enum Source {
            /** Of this side. */
            LOCAL,
            /** Of the server. */
            REMOTE
        }
    }

    /**
     * The search for a path has gone on, over the direct transport.
     *
     * @param state W3C's {@code iceConnectionState}, for example {@code checking}
     * @param previousState {@code new} at first
     * @param elapsed since the peer connection was made
     */
    record IceStateChange(String state, String previousState, Duration elapsed) implements Diagnostic {}

    /**
     * The peer connection as a whole, ICE and DTLS, has changed, over the direct transport.
     *
     * @param state W3C's {@code connectionState}, for example {@code connected}
     * @param previousState {@code new} at first
     * @param elapsed since the peer connection was made
     */
    record PeerConnectionStateChange(String state, String previousState, Duration elapsed) implements Diagnostic {}

    /**
     * The exchange of descriptions has gone on, over the direct transport.
     *
     * @param state W3C's {@code signalingState}, for example {@code have-local-offer}
     * @param previousState {@code stable} at first
     * @param elapsed since the peer connection was made
     */
    record SignalingStateChange(String state, String previousState, Duration elapsed) implements Diagnostic {}

    /** The path that media take, each time a peer connection has found one, over the direct transport. */
    record SelectedCandidatePair(CandidatePair pair) implements Diagnostic {}

    /**
     * The server sent something that is not understood; it was ignored.
     *
     * @param what the message's type, or what is wrong with it; never its body
     */
    record MessageIgnored(String what) implements SessionEvent {}

    /**
     * The last event: the stream completes after it.
     *
     * @param error why it ended, or null when the caller ended it
     */
    record Ended(@Nullable DecartException error) implements SessionEvent {
        /** Why the session ended; empty when the caller ended it. */
        public Optional<DecartException> cause() {
            return Optional.ofNullable(error);
        }
    }
}
