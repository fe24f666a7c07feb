package io.decart4j.reactor;

/** The same over rooms. */
class SessionFlowInRoomsTest extends SessionFlowTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
