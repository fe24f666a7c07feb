package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.InitialState;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.RecordingLeakDetector;
import io.decart4j.testsupport.Slow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same in rooms of a real livekit-server. */
@Slow
@Timeout(value = 20, unit = TimeUnit.MINUTES) // the whole takes a while
class RoomRandomCancelsTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    @Test
    void sessionsThatAreCancelledAtAnyMomentLeaveNothing() {
        Leftovers before = Leftovers.snapshot();
        try (LocalDecartServer server = LocalDecartServer.builder()
                        .livekit(LIVEKIT.process().access())
                        .start();
                DecartClient client = DecartClient.builder()
                        .apiKey(server.apiKey())
                        .baseUrl(server.httpUrl())
                        .realtimeBaseUrl(server.realtimeUrl())
                        .build()) {
            new RandomCancels(
                            server,
                            client,
                            () -> ConnectOptions.builder(Studio.SMALL)
                                    .transport(Transport.LIVEKIT)
                                    .video(Studio.pattern())
                                    .initialState(InitialState.prompt("noir"))
                                    .reconnect(Studio.QUICK)
                                    .build())
                    .run();
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }
}
