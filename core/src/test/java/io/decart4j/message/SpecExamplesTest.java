package io.decart4j.message;

import static io.decart4j.message.Wire.client;
import static io.decart4j.message.Wire.json;
import static io.decart4j.message.Wire.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the protocol reference, sections 3.2, 3.3, 3.8 and 7.1, word for word. */
class SpecExamplesTest {

    private static final ImagePayload IMAGE = new ImagePayload.Inline(new byte[] {1, 2, 3, 4});

    static Stream<Arguments> clientFrames() {
        return Stream.of(
                frame("""
                        {"type":"prompt","prompt":"Cyberpunk city","enhance_prompt":true}""", new ClientMessage.Prompt("Cyberpunk city", true)),
                frame("{\"type\":\"prompt\",\"prompt\":\"p\"}", new ClientMessage.Prompt("p", null)),
                frame("""
                        {"type":"set_image","image_data":"AQIDBA==","prompt":"Wear this coat","enhance_prompt":true}""", new ClientMessage.SetImage(IMAGE, "Wear this coat", true)),
                frame("""
                        {"type":"set_image","image_data":null,"prompt":null}""", new ClientMessage.Passthrough()),
                frame("""
                        {"type":"set_image","image_data":null,"prompt":"A cat","enhance_prompt":true}""", new ClientMessage.SetImage(null, "A cat", true)),
                frame("""
                        {"type":"set_image","image_data":null}""", new ClientMessage.SetImage(null, null, null)),
                frame("""
                        {"type":"set_image","image_ref":"file_1","prompt":"p","enhance_prompt":true}""", new ClientMessage.SetImage(new ImagePayload.Reference("file_1"), "p", true)),
                frame("""
                        {"type":"offer","sdp":"v=0\\r\\n"}""", new ClientMessage.Offer("v=0\r\n")),
                frame("""
                        {"type":"offer","sdp":""}""", new ClientMessage.Offer("")),
                frame("""
                        {"type":"answer","sdp":"v=0"}""", new ClientMessage.Answer("v=0")),
                frame(
                        """
                        {"type":"ice-candidate","candidate":{"candidate":"candidate:1 1 udp 2122260223 10.0.0.2 52111 \
                        typ host","sdpMid":"0","sdpMLineIndex":0,"usernameFragment":"abcd"}}""",
                        new ClientMessage.IceCandidate(
                                new Candidate("candidate:1 1 udp 2122260223 10.0.0.2 52111 typ host", "0", 0, "abcd"))),
                frame("""
                        {"type":"ice-candidate","candidate":{"candidate":"","sdpMid":null,"sdpMLineIndex":null}}""", new ClientMessage.IceCandidate(new Candidate("", null, null, null))),
                frame("""
                        {"type":"ice-candidate","candidate":null}""", new ClientMessage.IceCandidate(null)),
                frame("""
                        {"type":"livekit_join","passthrough":true}""", new ClientMessage.LivekitJoin(true)),
                frame("""
                        {"type":"livekit_join","passthrough":false,"client_capabilities":{"frame_timing":true}}""", new ClientMessage.LivekitJoin(false, true, null)),
                frame(
                        """
                        {"type":"livekit_join","initial_state":{"type":"set_image","image_data":"AQIDBA=="}}""",
                        new ClientMessage.LivekitJoin(
                                null,
                                false,
                                new ClientMessage.EmbeddedState(new ClientMessage.SetImage(IMAGE, null, null)))),
                frame("""
                        {"type":"livekit_join","initial_state":null}""", new ClientMessage.LivekitJoin(null, false, new ClientMessage.EmbeddedState(null))),
                frame("""
                        {"type":"livekit_join"}""", new ClientMessage.LivekitJoin(null, false, null)),
                frame("""
                        {"type":"set_image","image_ref":"file_abc","prompt":"noir","enhance_prompt":true}""", new ClientMessage.SetImage(new ImagePayload.Reference("file_abc"), "noir", true)));
    }

    static Stream<Arguments> serverFrames() {
        return Stream.of(
                frame("""
                        {"type":"session_id","session_id":"sess-abc","server_ip":"10.0.0.5","server_port":9090}""", new ServerMessage.SessionId("sess-abc", "10.0.0.5", 9090)),
                frame("""
                        {"type":"prompt_ack","prompt":"Cyberpunk city","success":true,"error":null}""", new ServerMessage.PromptAck("Cyberpunk city", true, null)),
                frame("""
                        {"type":"prompt_ack","prompt":"…","success":false,"error":"rejected by moderation"}""", new ServerMessage.PromptAck("…", false, "rejected by moderation")),
                frame("""
                        {"type":"set_image_ack","success":true,"error":null}""", new ServerMessage.SetImageAck(true, null)),
                frame("""
                        {"type":"answer","sdp":"v=0"}""", new ServerMessage.Answer("v=0")),
                frame("""
                        {"type":"offer","sdp":"v=0"}""", new ServerMessage.Offer("v=0")),
                frame("""
                        {"type":"ice-candidate","candidate":null}""", new ServerMessage.IceCandidate(null)),
                frame("""
                        {"type":"ready"}""", new ServerMessage.Ready()),
                frame("""
                        {"type":"generation_started"}""", new ServerMessage.GenerationStarted()),
                frame("""
                        {"type":"generation_tick","seconds":5}""", new ServerMessage.GenerationTick(5)),
                frame("""
                        {"type":"generation_tick","seconds":5.25}""", new ServerMessage.GenerationTick(5.25)),
                frame("""
                        {"type":"generation_ended","seconds":42,"reason":"disconnect"}""", new ServerMessage.GenerationEnded(42, "disconnect")),
                frame("""
                        {"type":"error","error":"Insufficient credits"}""", new ServerMessage.ErrorMessage("Insufficient credits")),
                frame("""
                        {"type":"ice-restart","turn_config":{"server_url":"turn:t","username":"u","credential":"c"}}""", new ServerMessage.IceRestart(new ServerMessage.TurnConfig(List.of("turn:t"), "u", "c"))),
                frame("""
                        {"type":"status","status":"entering queue"}""", new ServerMessage.Status("entering queue")),
                frame("""
                        {"type":"queue_position","position":3,"queue_size":10}""", new ServerMessage.QueuePosition(3, 10)),
                frame("""
                        {"type":"livekit_room_info","livekit_url":"wss://lk","token":"eyJ","room_name":"room","session_id":"sess"}""", new ServerMessage.LivekitRoomInfo("wss://lk", "eyJ", "room", "sess")));
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void aClientFrameIsWrittenAndRead(String frame, ClientMessage message) {
        assertThat(json(message)).isEqualTo(frame);
        assertThat(client(frame)).isEqualTo(message);
    }

    @ParameterizedTest
    @MethodSource("serverFrames")
    void aServerFrameIsWrittenAndRead(String frame, ServerMessage message) {
        assertThat(json(message)).isEqualTo(frame);
        assertThat(server(frame)).isEqualTo(message);
    }

    private static Arguments frame(String frame, Object message) {
        return Arguments.of(frame, message);
    }
}
