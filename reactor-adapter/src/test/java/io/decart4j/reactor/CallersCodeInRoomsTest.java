package io.decart4j.reactor;

/** The same over rooms. */
class CallersCodeInRoomsTest extends CallersCodeTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
