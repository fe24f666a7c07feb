package io.decart4j.reactor;

import io.decart4j.input.InitialState;
import io.decart4j.testsupport.Slow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over peer connections of their own. */
@Slow
@Timeout(value = 20, unit = TimeUnit.MINUTES) // the whole takes a while
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
