package io.decart4j.testkit;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that go wrong on demand. A server's faults concern every live session, those that last also every later one;
 * the faults of {@link LocalSession#faults()} concern that session. Calls return at once, may come from any thread, and
 * take effect on the session's event loop.
 */
public final class Faults {

    private final Supplier<List<LocalSession>> sessions;
    private final Supplier<List<Script>> scripts;
    private final @Nullable ConnectionScript connections;

    Faults(
            Supplier<List<LocalSession>> sessions,
            Supplier<List<Script>> scripts,
            @Nullable ConnectionScript connections) {
        this.sessions = sessions;
        this.scripts = scripts;
        this.connections = connections;
    }

    /** Resets the TCP connection, without a close frame. */
    public void drop() {
        each(session -> session.socket().reset());
    }

    /**
     * Closes the WebSocket without saying why before.
     *
     * @param code close code, 1000 to 4999
     * @param reason close reason, at most 123 bytes
     */
    public void close(int code, String reason) {
        each(session -> session.socket().close(code, reason));
    }

    /** Falls silent: neither reads nor writes nor answers pings, until {@link #reset()}. */
    public void silence() {
        each(session -> session.socket().silence());
    }

    /** Closes the server's peer connection while the socket lives. */
    public void closePeer() {
        each(session -> session.negotiation().killPeer());
    }

    /** Ends generation with {@code insufficient_credits} and closes. */
    public void exhaustCredits() {
        each(session -> session.end("insufficient_credits", 1000, "insufficient_credits"));
    }

    /** Ends generation with {@code moderation_violation} and closes. */
    public void endByModeration() {
        each(session -> session.end("moderation_violation", 1000, "moderation_violation"));
    }

    /** Sends an {@code error} message. */
    public void error(String message) {
        each(session -> session.socket().send(new ServerMessage.ErrorMessage(message)));
    }

    /** Sends any text as one frame: garbage, an unknown type, an ack that nobody asked for. */
    public void send(String text) {
        each(session -> session.socket().send(text));
    }

    /**
     * Sends one valid message of an unknown type that is this long.
     *
     * @param bytes length of the frame, at least 64
     */
    public void sendLarge(int bytes) {
        String head = "{\"type\":\"padding\",\"data\":\"";
        String tail = "\"}";
        String text = head + "x".repeat(Math.max(0, bytes - head.length() - tail.length())) + tail;
        each(session -> session.socket().send(text));
    }

    /** Sends the last answer again. */
    public void repeatAnswer() {
        each(session -> session.negotiation().repeatAnswer());
    }

    /** Sends {@code session_id} again. */
    public void repeatSessionId() {
        each(LocalSession::sendSessionId);
    }

    /** Acks are sent this much later; in order all the same. */
    public void delayAcks(Duration delay) {
        script(script -> script.ackDelay = delay);
    }

    /** Commands get no ack. */
    public void withholdAcks() {
        script(script -> script.noAck = true);
    }

    /** Every ack is sent twice. */
    public void duplicateAcks() {
        script(script -> script.duplicateAck = true);
    }

    /** Acks come without their {@code error} field. */
    public void omitAckErrors() {
        script(script -> script.ackWithoutError = true);
    }

    /** Every {@code prompt_ack} names this prompt instead of the client's. */
    public void ackOtherPrompt(String prompt) {
        script(script -> script.ackPrompt = prompt);
    }

    /** Every command is refused with this error. */
    public void rejectCommands(String error) {
        script(script -> script.rejection = error);
    }

    /** Offers get no answer. */
    public void withholdAnswers() {
        script(script -> script.noAnswer = true);
    }

    /** The server's candidates come before its answer. */
    public void sendCandidatesEarly() {
        script(script -> script.earlyCandidates = true);
    }

    /** A null candidate follows the server's last one. */
    public void endCandidates() {
        script(script -> script.endOfCandidates = true);
    }

    /** No video is sent back any more, while everything else goes on. */
    public void stopMedia() {
        script(script -> script.mediaStopped = true);
    }

    /**
     * Refuses the next connections: TCP reset during the upgrade. A server's fault only.
     *
     * @param connections how many, at least 1
     */
    public void refuseNext(int connections) {
        connections().refuse(connections, ConnectionScript.Refusal.RESET);
    }

    /** Refuses the next connections with HTTP 503. A server's fault only. */
    public void answerUnavailable(int connections) {
        connections().refuse(connections, ConnectionScript.Refusal.UNAVAILABLE);
    }

    /** Breaks each of the next connections at one place of its handshake. A server's fault only. */
    public void breakNext(int connections, HandshakePhase phase, Break how) {
        connections().breakNext(connections, phase, how);
    }

    /** Clears everything that lasts or was planned, and ends silence. */
    public void reset() {
        script(Script::reset);
        each(session -> session.socket().endSilence());
        if (connections != null) {
            connections.reset();
        }
    }

    private ConnectionScript connections() {
        if (connections == null) {
            throw new IllegalStateException("faults of coming connections belong to the server, not to a session");
        }
        return connections;
    }

    private void each(Consumer<LocalSession> fault) {
        sessions.get().forEach(session -> session.socket().execute(() -> fault.accept(session)));
    }

    private void script(Consumer<Script> fault) {
        scripts.get().forEach(fault);
    }
}
