package io.decart4j.reactor;

/** The same over rooms. */
class CommandsInRoomsConformanceTest extends CommandsConformanceTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
