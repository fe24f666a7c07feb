package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.livekit.LiveKitException;
import io.decart4j.livekit.Participant;
import io.decart4j.livekit.RoomEvent;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/**
 * Conformance of the local server: rooms, on the wire and in the rooms of a real livekit-server (docs/protocol.md, S28
 * to S33).
 */
class RoomConformanceTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static final String PROMPT = "{\"type\":\"prompt\",\"prompt\":\"noir\"}";

    private final Leftovers before = Leftovers.snapshot();
    private final WebRtcRuntime runtime = WebRtcRuntime.create();
    private LocalDecartServer server =
            LocalDecartServer.builder().livekit(LIVEKIT.process().access()).start();

    @AfterEach
    void leavesNothing() {
        server.close();
        runtime.close();
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'livekit_join','passthrough':false}|" + "{'type':'prompt','prompt':'noir'}",
                "{'type':'livekit_join','passthrough':false,'client_capabilities':{'frame_timing':true}}|"
                        + "{'type':'prompt','prompt':'noir'}",
                "{'type':'livekit_join','initial_state':{'type':'prompt','prompt':'noir'}}|",
                "{'type':'livekit_join','initial_state':null}|{'type':'prompt','prompt':'noir'}",
                "{'type':'livekit_join'}|{'type':'set_image','image_data':null,'prompt':'noir'}"
            })
    void S28_acceptsEveryWayToJoin(String frames) {
        try (RawClient socket = RawClient.connect(server)) {
            frames.replace('\'', '"').replace('|', '\n').lines().forEach(socket::send);
            Map<String, @Nullable Object> info = socket.await("livekit_room_info");
            socket.messages()
                    .filter(RoomConformanceTest::isGoodAck)
                    .next()
                    .single()
                    .block(RawClient.SOON);
            try (RoomClient user = RoomClient.enter(info, runtime).sendPattern()) {
                user.awaitFrame(frame -> Pixels.colourfulness(Pixels.meanRgb(frame, 0, 0, 40, 40)) < 30);
                socket.await("generation_started");
            }
        }
    }

    @Test
    void S28_aJoinForPassthroughNeedsNothingElse() {
        try (RawClient socket = RawClient.connect(server).send("{\"type\":\"livekit_join\",\"passthrough\":true}")) {
            try (RoomClient user =
                    RoomClient.enter(socket.await("livekit_room_info"), runtime).sendPattern()) {
                user.awaitFrame(frame -> true);
                socket.await("generation_started");
                assertThat(socket.await("generation_tick").get("seconds")).isNotNull();
            }
            assertThat(socket.received(3).stream()
                            .map(text -> RawClient.read(text).get("type"))
                            .toList())
                    .doesNotContain("session_id", "prompt_ack", "set_image_ack");
        }
    }

    /** The server is next to its rooms; its clients may be far from them. */
    @Test
    void clientsHaveAnotherWayToTheRoomsThanTheServerWhereThatIsWanted() {
        server.close();
        try (ServerPath path = ServerPath.to(LIVEKIT.process())) {
            server = LocalDecartServer.builder()
                    .livekit(LIVEKIT.process().access(), path.access().url())
                    .start();
            try (RawClient socket =
                    RawClient.connect(server).send("{\"type\":\"livekit_join\",\"passthrough\":true}")) {
                Map<String, @Nullable Object> info = socket.await("livekit_room_info");
                assertThat(info.get("livekit_url"))
                        .hasToString(path.access().url().toString());
                assertThat(path.connections()).isZero();
                try (RoomClient user = RoomClient.enter(info, runtime).sendPattern()) {
                    user.awaitFrame(frame -> true);
                }
                assertThat(path.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void S29_theInfoFollowsTheQueueAndPrecedesAcks() {
        server.close();
        server = LocalDecartServer.builder()
                .livekit(LIVEKIT.process().access())
                .queue(2)
                .start();
        try (RawClient socket = join().send(PROMPT)) {
            List<@Nullable Object> types = socket.received(4).stream()
                    .map(text -> RawClient.read(text).get("type"))
                    .toList();
            assertThat(types).containsExactly("queue_position", "queue_position", "livekit_room_info", "prompt_ack");
            assertThat(socket.await("livekit_room_info"))
                    .containsKeys("livekit_url", "token", "room_name", "session_id")
                    .containsEntry("session_id", server.sessions().get(0).id())
                    .containsEntry("room_name", server.sessions().get(0).room().orElseThrow());
            assertThat(server.sessions().get(0).log())
                    .extracting(ReceivedMessage::type)
                    .containsExactly("livekit_join", "prompt");
        }
    }

    @Test
    void S30_acksOvertakeTheInfoWhenAskedTo() {
        server.faults().acknowledgeBeforeRoomInfo();
        try (RawClient socket = join().send(PROMPT)) {
            assertThat(RawClient.read(socket.received(1).get(0))).containsEntry("type", "prompt_ack");
            socket.await("livekit_room_info");
        }
    }

    @Test
    void S31_theGeneratorIsThereFirst() {
        try (RawClient socket = join();
                RoomClient user = RoomClient.enter(socket.await("livekit_room_info"), runtime)) {
            assertThat(user.room().participants())
                    .extracting(Participant::identity)
                    .containsExactly("inference-server-local");
            assertThat(LIVEKIT.process().rooms().isOpen(user.room().name())).isTrue();
        }
    }

    @Test
    void S32_viewersEnterAndOnlyWatch() throws Exception {
        try (RawClient socket = join().send(PROMPT);
                RoomClient user = RoomClient.enter(socket.await("livekit_room_info"), runtime)
                        .sendPattern()) {
            String path = "/watch-stream/" + user.room().name();
            assertThat(Http.post(server, path, "dct_other", "").status()).isEqualTo(401);
            assertThat(Http.post(server, "/watch-stream/room_none", server.apiKey(), "")
                            .status())
                    .isEqualTo(404);

            Http entry = Http.post(server, path, server.apiKey(), "");
            Map<String, @Nullable Object> info =
                    Map.of("livekit_url", entry.text("livekit_url"), "token", entry.text("token"));
            assertThat(entry.text("room_name")).isEqualTo(user.room().name());
            try (RoomClient viewer = RoomClient.enter(info, runtime)) {
                viewer.awaitFrame(frame -> Pixels.colourfulness(Pixels.meanRgb(frame, 0, 0, 40, 40)) < 30);
                Throwable refused = viewer.room()
                        .publishVideo(VideoPublishOptions.camera(16, 16))
                        .then()
                        .<Throwable>thenReturn(new AssertionError("published"))
                        .onErrorResume(Mono::just)
                        .block(RawClient.SOON);
                assertThat(refused).isInstanceOf(LiveKitException.PublishRefused.class);
                server.faults().close(1000, "over");
                assertThat(viewer.room()
                                .events()
                                .ofType(RoomEvent.Disconnected.class)
                                .blockFirst(RawClient.SOON))
                        .isNotNull();
            }
        }
    }

    @Test
    void S32_aRoomThatIsOverDoesNotComeBack() {
        Map<String, @Nullable Object> ofUser;
        Map<String, @Nullable Object> ofViewer;
        LocalSession session;
        try (RawClient socket = join()) {
            ofUser = socket.await("livekit_room_info");
            session = server.sessions().get(0);
            ofViewer = Http.post(server, "/watch-stream/" + ofUser.get("room_name"), server.apiKey(), "")
                    .json();
            RoomClient.enter(ofUser, runtime).leave();
            RoomClient.enter(ofViewer, runtime).leave();
        }
        session.closed().block(RawClient.SOON);
        for (Map<String, @Nullable Object> leftover : List.of(ofUser, ofViewer)) {
            assertThatThrownBy(() -> RoomClient.enter(leftover, runtime))
                    .isInstanceOf(LiveKitException.RoomNotFound.class);
        }
        assertThat(LIVEKIT.process().rooms().isOpen(String.valueOf(ofUser.get("room_name"))))
                .isFalse();
    }

    @Test
    void S33_referencesAreResolved() throws Exception {
        String id = Http.upload(server, Pictures.encoded("png", 0x2040ff)).text("id");
        assertThat(id).startsWith("file_");
        try (RawClient socket = join()) {
            socket.send("{\"type\":\"set_image\",\"image_ref\":\"file_none\"}");
            socket.send("{\"type\":\"set_image\",\"image_ref\":\"" + id + "\"}");
            assertThat(socket.await("set_image_ack", 1)).containsEntry("success", false);
            assertThat(socket.await("set_image_ack", 2)).containsEntry("success", true);
            try (RoomClient user =
                    RoomClient.enter(socket.await("livekit_room_info"), runtime).sendPattern()) {
                user.awaitFrame(frame -> (Pixels.meanRgb(frame, 0, 0, 40, 40) & 0xff) > 150);
            }
        }
    }

    @Test
    void soundComesBack() {
        try (RawClient socket = join().send(PROMPT);
                RoomClient user = RoomClient.enter(socket.await("livekit_room_info"), runtime)
                        .sendPattern()
                        .sendTone(TestTone.frames(440))) {
            user.awaitTone(440);
        }
    }

    @Test
    void anOfferIsServedAsEver() {
        try (RawClient socket = RawClient.connect(server).send(PROMPT)) {
            assertThat(socket.received(2).get(0)).contains("session_id");
            try (MediaClient user = MediaClient.offer(socket, runtime)) {
                user.awaitFrame(frame -> true);
            }
        }
    }

    @Test
    void withoutLiveKitAJoinIsRefusedInWords() {
        try (LocalDecartServer direct = LocalDecartServer.start();
                RawClient socket = RawClient.connect(direct).send("{\"type\":\"livekit_join\"}")) {
            assertThat(String.valueOf(socket.await("error").get("error"))).contains("no LiveKit");
        }
    }

    private RawClient join() {
        return RawClient.connect(server).send("{\"type\":\"livekit_join\",\"passthrough\":false}");
    }

    private static boolean isGoodAck(Map<String, @Nullable Object> message) {
        return String.valueOf(message.get("type")).endsWith("_ack") && Objects.equals(message.get("success"), true);
    }
}
