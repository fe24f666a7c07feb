package io.decart4j.reactor;

/** The same over rooms. */
class CancelAfterConnectInRoomsTest extends CancelAfterConnectTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
