package io.decart4j.reactor;

/** The same over rooms. */
class OverlapInRoomsConformanceTest extends OverlapConformanceTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
