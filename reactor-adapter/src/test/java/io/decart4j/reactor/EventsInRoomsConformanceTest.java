package io.decart4j.reactor;

/** The same over rooms. */
class EventsInRoomsConformanceTest extends EventsConformanceTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
