package io.decart4j.reactor;

/** The same over rooms. */
class ReconnectStormInRoomsTest extends ReconnectStormTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
