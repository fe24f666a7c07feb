package io.decart4j.chaos;

import io.decart4j.reactor.MediaCounters;
import io.decart4j.testkit.LocalSession;
import java.util.Optional;

/** How many frames a session has sent and got, at both ends: which of the four stands still says where the way is broken. */
record FrameFlow(long sent, long arrived, long answered, long received) {

    /** @param server the session at the server, if it has it */
    static FrameFlow of(MediaCounters client, Optional<LocalSession> server) {
        return new FrameFlow(
                client.framesSent(),
                server.map(LocalSession::framesReceived).orElse(0L),
                server.map(LocalSession::framesSent).orElse(0L),
                client.framesReceived());
    }

    String since(FrameFlow earlier) {
        return (sent - earlier.sent) + " frames were sent, " + (arrived - earlier.arrived) + " arrived at the server, "
                + (answered - earlier.answered) + " went back, " + (received - earlier.received) + " were received";
    }
}
