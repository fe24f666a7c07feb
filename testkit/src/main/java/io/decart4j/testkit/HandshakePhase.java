package io.decart4j.testkit;

/** Where in the handshake a connection can be made to break. */
public enum HandshakePhase {
    /** After the socket opened, before {@code session_id}. */
    OPEN,
    /** When the first prompt or image arrived, before its ack. */
    INITIAL_STATE,
    /** When the offer or the LiveKit join arrived, before the answer or the room info. */
    OFFER,
    /** After the answer or the room info was sent. */
    ANSWER
}
