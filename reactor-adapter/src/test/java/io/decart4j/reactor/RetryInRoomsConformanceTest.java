package io.decart4j.reactor;

/** The same over rooms. */
class RetryInRoomsConformanceTest extends RetryConformanceTest {

    @Override
    Transport transport() {
        return Transport.LIVEKIT;
    }
}
