package io.decart4j.reactor;

import io.decart4j.input.InitialState;
import org.junit.jupiter.api.Test;

/** Over peer connections of their own. */
class RandomCancelsTest {

    @Test
    void sessionsThatAreCancelledAtAnyMomentLeaveNothing() {
        try (Studio studio = new Studio()) {
            new RandomCancels(
                            studio.server,
                            studio.client,
                            () -> studio.options()
                                    .initialState(InitialState.prompt("noir"))
                                    .reconnect(Studio.QUICK)
                                    .build())
                    .run();
        }
    }
}
