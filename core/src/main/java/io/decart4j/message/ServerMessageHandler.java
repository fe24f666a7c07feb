package io.decart4j.message;

/** Who has something to do with each kind of message: one that is new does not compile until every handler has decided. */
public interface ServerMessageHandler {

    /** Handles it. */
    void sessionId(ServerMessage.SessionId message);

    /** Handles it. */
    void promptAck(ServerMessage.PromptAck message);

    /** Handles it. */
    void setImageAck(ServerMessage.SetImageAck message);

    /** Handles it. */
    void answer(ServerMessage.Answer message);

    /** Handles it. */
    void offer(ServerMessage.Offer message);

    /** Handles it. */
    void iceCandidate(ServerMessage.IceCandidate message);

    /** Handles it. */
    void ready(ServerMessage.Ready message);

    /** Handles it. */
    void generationStarted(ServerMessage.GenerationStarted message);

    /** Handles it. */
    void generationTick(ServerMessage.GenerationTick message);

    /** Handles it. */
    void generationEnded(ServerMessage.GenerationEnded message);

    /** Handles it. */
    void errorMessage(ServerMessage.ErrorMessage message);

    /** Handles it. */
    void iceRestart(ServerMessage.IceRestart message);

    /** Handles it. */
    void status(ServerMessage.Status message);

    /** Handles it. */
    void queuePosition(ServerMessage.QueuePosition message);

    /** Handles it. */
    void livekitRoomInfo(ServerMessage.LivekitRoomInfo message);

    /** Handles it. */
    void unknown(ServerMessage.Unknown message);
}
