package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.WebRtcRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conformance of the local server: what a client's end leaves behind (docs/protocol.md, S27). */
class ClosingConformanceTest {

    @ParameterizedTest
    @CsvSource({
        "open,abort",
        "command,abort",
        "offer,abort",
        "media,abort",
        "open,close",
        "command,close",
        "media,close"
    })
    void S27_nothingIsLeftWhenAClientGoes(String phase, String how) {
        Leftovers before = Leftovers.snapshot();
        try (WebRtcRuntime ofServer = WebRtcRuntime.create();
                WebRtcRuntime ofClient = WebRtcRuntime.create();
                LocalDecartServer server =
                        LocalDecartServer.builder().runtime(ofServer).start()) {
            RawClient socket = RawClient.connect(server);
            socket.await("session_id");
            LocalSession session = server.sessions().get(0);
            if (!phase.equals("open")) {
                socket.prompt("noir");
            }
            if (phase.equals("offer")) {
                MediaClient.offer(socket, ofClient);
            } else if (phase.equals("media")) {
                MediaClient.offer(socket, ofClient).awaitFrame(frame -> true);
            }
            leave(socket, how);
            session.closed().block(RawClient.SOON);
            long sent = session.framesSent();
            assertThat(ofServer.openPeerConnections()).isZero();
            assertThat(server.sessions()).isEmpty();
            server.disposeLater().block(RawClient.SOON);
            assertThat(session.framesSent()).isEqualTo(sent);
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"open,abort", "offer,abort", "media,abort", "media,close"})
    void S27_nothingIsLeftWhenAViewerGoes(String phase, String how) {
        Leftovers before = Leftovers.snapshot();
        try (WebRtcRuntime ofServer = WebRtcRuntime.create();
                WebRtcRuntime ofClient = WebRtcRuntime.create();
                LocalDecartServer server =
                        LocalDecartServer.builder().runtime(ofServer).start();
                RawClient producer = RawClient.connect(server)) {
            producer.prompt("noir").await("prompt_ack");
            LocalSession session = server.sessions().get(0);
            try (MediaClient sending = MediaClient.offer(producer, ofClient)) {
                sending.awaitFrame(frame -> true);
                RawClient socket = RawClient.subscribe(server, session.id());
                if (phase.equals("open")) {
                    socket.send("{\"type\":\"offer\",\"sdp\":\"\"}").await("error");
                } else {
                    MediaClient viewer = MediaClient.watch(socket, ofClient);
                    socket.await("answer");
                    if (phase.equals("media")) {
                        viewer.awaitFrame(frame -> true);
                    }
                }
                LocalViewer viewer = session.viewers().get(0);
                leave(socket, how);
                viewer.closed().block(RawClient.SOON);
                assertThat(ofServer.openPeerConnections()).isEqualTo(1);
                assertThat(session.viewers()).isEmpty();
                sending.awaitFrame(frame -> true);
            }
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @Test
    void S27_nothingIsLeftWhenTheSessionOfViewersGoes() {
        Leftovers before = Leftovers.snapshot();
        try (WebRtcRuntime ofServer = WebRtcRuntime.create();
                WebRtcRuntime ofClient = WebRtcRuntime.create();
                LocalDecartServer server =
                        LocalDecartServer.builder().runtime(ofServer).start()) {
            RawClient producer = RawClient.connect(server);
            producer.prompt("noir").await("prompt_ack");
            LocalSession session = server.sessions().get(0);
            MediaClient.offer(producer, ofClient);
            RawClient socket = RawClient.subscribe(server, session.id());
            MediaClient.watch(socket, ofClient).awaitFrame(frame -> true);
            LocalViewer viewer = session.viewers().get(0);
            producer.abort();
            socket.awaitClose();
            viewer.closed().block(RawClient.SOON);
            session.closed().block(RawClient.SOON);
            assertThat(ofServer.openPeerConnections()).isZero();
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    private static void leave(RawClient socket, String how) {
        if (how.equals("abort")) {
            socket.abort();
        } else {
            socket.close();
        }
    }
}
