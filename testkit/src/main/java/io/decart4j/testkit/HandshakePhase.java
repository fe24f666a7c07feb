package io.decart4j.testkit;

/** Where in the handshake a connection can be made to break. */
public enum HandshakePhase {
    /** After the socket opened, before {@code session_id}. */
    OPEN,
    /** When the first prompt or image arrived, before its ack. */
    INITIAL_STATE,
    /** When the offer arrived, before the answer. */
    OFFER,
    /** After the answer was sent. */
    ANSWER
}
