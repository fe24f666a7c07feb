package io.decart4j.testkit;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Things that go wrong on demand. A server's faults concern every live session and every viewer, those that last also
 * every later one; the faults of {@link LocalSession#faults()} concern that session, and those of {@link
 * LocalViewer#faults()} that viewer. Calls return at once, may come from any thread, and take effect on the connection's
 * event loop.
 */
public final class Faults {

    private final Supplier<List<ClientConnection>> clients;
    private final Supplier<List<LastingFaults>> scripts;
    private final @Nullable PlannedFaults connections;

    Faults(
            Supplier<List<ClientConnection>> clients,
            Supplier<List<LastingFaults>> scripts,
            @Nullable PlannedFaults connections) {
        this.clients = clients;
        this.scripts = scripts;
        this.connections = connections;
    }

    /** Resets the TCP connection, without a close frame. */
    public void drop() {
        each(client -> client.socket().reset());
    }

    /**
     * Resets the TCP connection, while video goes on until the client closes its peer connection, or {@link #reset()}. The
     * session is live until then.
     */
    public void dropSocketAlone() {
        each(client -> {
            client.script().mediaOutlivesSocket = true;
            client.socket().reset();
        });
    }

    /**
     * Closes the WebSocket without saying why before.
     *
     * @param code close code, 1000 to 4999
     * @param reason close reason, at most 123 bytes
     */
    public void close(int code, String reason) {
        each(client -> client.socket().close(code, reason));
    }

    /** Falls silent: neither reads nor writes nor answers pings, until {@link #reset()}. */
    public void silence() {
        each(client -> client.socket().silence());
    }

    /** Closes the server's peer connection, or ends the LiveKit room, while the socket lives. */
    public void closePeer() {
        each(client -> client.killPeer());
    }

    /**
     * Ends generation with {@code insufficient_credits} and closes. As a server's fault it lasts: who connects is told
     * {@code Insufficient credits} and let go, until {@link #restoreCredits()} or {@link #reset()}.
     */
    public void exhaustCredits() {
        if (connections != null) {
            connections.creditsExhausted(true);
        }
        each(client -> client.end("insufficient_credits", 1000, "insufficient_credits"));
    }

    /** Lets clients connect again after {@link #exhaustCredits()}. A server's fault only. */
    public void restoreCredits() {
        connections().creditsExhausted(false);
    }

    /** Ends generation with {@code moderation_violation} and closes. */
    public void endByModeration() {
        each(client -> client.end("moderation_violation", 1000, "moderation_violation"));
    }

    /**
     * Closes the server's peer connection, or ends the LiveKit room, and says only later why: ends generation with the reason
     * and closes.
     *
     * @param reason for example {@code insufficient_credits}, at most 123 bytes
     * @param delay how long after the media
     */
    public void endBehindMedia(String reason, Duration delay) {
        each(client -> client.endBehindMedia(reason, delay));
    }

    /** Sends an {@code error} message. */
    public void error(String message) {
        each(client -> client.socket().send(new ServerMessage.ErrorMessage(message)));
    }

    /** Sends any text as one frame: garbage, an unknown type, an ack that nobody asked for. */
    public void send(String text) {
        each(client -> client.socket().send(text));
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
        each(client -> client.socket().send(text));
    }

    /** Sends the last answer, or the room info, again. */
    public void repeatAnswer() {
        each(client -> client.repeatAnswer());
    }

    /** Sends {@code session_id} again. */
    public void repeatSessionId() {
        each(ClientConnection::greet);
    }

    /**
     * Asks for a new peer connection through a TURN server, as releases of 2025 did; the offer that follows is answered by
     * a new one here, which does not use the server.
     *
     * @param url the server's address, {@code turn:} or {@code turns:}
     */
    public void iceRestart(String url, String username, String credential) {
        ServerMessage.TurnConfig turn = new ServerMessage.TurnConfig(List.of(url), username, credential);
        each(client -> client.socket().send(new ServerMessage.IceRestart(turn)));
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

    /** What is said to clients of rooms does not wait for the room: acks overtake the room info. */
    public void acknowledgeBeforeRoomInfo() {
        script(script -> script.acksBeforeRoomInfo = true);
    }

    /** Offers get no answer, and joins no room info. */
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
        connections().refuse(connections, PlannedFaults.Refusal.RESET);
    }

    /** Refuses the next connections with HTTP 503. A server's fault only. */
    public void answerUnavailable(int connections) {
        connections().refuse(connections, PlannedFaults.Refusal.UNAVAILABLE);
    }

    /** Breaks each of the next connections at one place of its handshake. A server's fault only. */
    public void breakNext(int connections, HandshakePhase phase, Break how) {
        connections().breakNext(connections, phase, socket -> {
            switch (how) {
                case DROP -> socket.reset();
                case CLOSE -> socket.close(1011, "scripted");
                case STALL -> socket.silence();
            }
        });
    }

    /** Closes each of the next connections at one place of its handshake, as {@link #close} does. A server's fault only. */
    public void closeNext(int connections, HandshakePhase phase, int code, String reason) {
        connections().breakNext(connections, phase, socket -> socket.close(code, reason));
    }

    /**
     * Sends an {@code error} message at one place of the handshake of each of the next connections, instead of what is due
     * there. A server's fault only.
     */
    public void errorNext(int connections, HandshakePhase phase, String message) {
        connections().breakNext(connections, phase, socket -> socket.send(new ServerMessage.ErrorMessage(message)));
    }

    /** Clears everything that lasts or was planned, ends silence, and lets go of media whose socket is lost. */
    public void reset() {
        script(LastingFaults::reset);
        each(ClientConnection::recover);
        if (connections != null) {
            connections.reset();
        }
    }

    private PlannedFaults connections() {
        if (connections == null) {
            throw new IllegalStateException("faults of coming connections belong to the server, not to a session");
        }
        return connections;
    }

    private void each(Consumer<ClientConnection> fault) {
        clients.get().forEach(client -> client.socket().execute(() -> fault.accept(client)));
    }

    private void script(Consumer<LastingFaults> fault) {
        scripts.get().forEach(fault);
    }
}
