package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.message.ServerMessage;
import org.junit.jupiter.api.Test;

/** The same as {@link OtherTransportTest} with what is real: a local server without rooms, a peer connection. */
class OtherTransportEndToEndTest {

    @Test
    void theDefaultTransportEndsAtOnceAtALocalServerWithoutRooms() {
        try (Studio studio = new Studio()) {
            ConnectOptions options = ConnectOptions.builder(Studio.SMALL).build();
            assertThatThrownBy(() -> studio.client.realtime().connect(options).block(Studio.PATIENCE))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContainingAll("Transport.DIRECT", "decart.transport=direct", "--transport direct")
                    .hasCauseInstanceOf(ServerException.class);
        }
    }

    @Test
    void aServerThatNamesARoomToADirectClientEndsItsAttempt() {
        try (DirectScript script = DirectScript.viewer()) {
            ServerMessage room = new ServerMessage.LivekitRoomInfo("wss://livekit", "token", "room", "one");
            assertThatThrownBy(() -> script.link.accept(room))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContainingAll("Transport.LIVEKIT", "decart.transport=livekit", "--transport livekit");
        }
    }
}
