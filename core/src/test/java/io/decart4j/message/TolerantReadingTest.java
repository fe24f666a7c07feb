package io.decart4j.message;

import static io.decart4j.message.Wire.client;
import static io.decart4j.message.Wire.server;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.SignalingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers and clients send that is not word for word the specification's. */
class TolerantReadingTest {

    @Test
    void anUnknownTypeKeepsItsName() {
        assertThat(server("{\"type\":\"room_moved\",\"token\":\"t\"}"))
                .isEqualTo(new ServerMessage.Unknown("room_moved"));
        assertThat(client("{\"type\":\"switch_camera\",\"rotateY\":1}"))
                .isEqualTo(new ClientMessage.Unknown("switch_camera"));
    }

    @Test
    void unknownFieldsAreSkippedWithAllTheyHold() {
        assertThat(server("{\"a\":{\"type\":\"x\",\"b\":[1,{\"success\":false}]},\"type\":\"set_image_ack\","
                        + "\"success\":true,\"z\":[[]]}"))
                .isEqualTo(new ServerMessage.SetImageAck(true, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"error\":{\"message\":\"out of credits\",\"code\":4}}",
                "{\"type\":\"error\",\"error\":{\"code\":{\"message\":\"x\"},\"detail\":\"out of credits\"}}",
                "{\"error\":{\"text\":\"out of credits\",\"detail\":null},\"type\":\"error\"}",
                "{\"type\":\"error\",\"error\":{\"text\":\"x\",\"detail\":\"y\",\"message\":\"out of credits\"}}",
                "{\"type\":\"error\",\"message\":{\"detail\":\"out of credits\"}}"
            })
    void theWordsOfAnErrorMayBeInAnObject(String frame) {
        assertThat(server(frame)).isEqualTo(new ServerMessage.ErrorMessage("out of credits"));
    }

    @Test
    void theWordsOfARefusalMayBeInAnObject() {
        assertThat(server("{\"type\":\"set_image_ack\",\"success\":false,\"error\":{\"message\":\"too large\"}}"))
                .isEqualTo(new ServerMessage.SetImageAck(false, "too large"));
    }

    @Test
    void theTypeMayComeLast() {
        assertThat(server("{\"seconds\":1,\"type\":\"generation_tick\"}"))
                .isEqualTo(new ServerMessage.GenerationTick(1));
    }

    /** Another message's field is an unknown one here, so its type does not matter. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":{\"a\":1},\"type\":\"generation_started\"}",
                "{\"type\":\"generation_started\",\"seconds\":\"5\",\"error\":[],\"message\":{\"text\":\"x\"}}",
                "{\"type\":\"generation_started\",\"candidate\":5,\"turn_config\":true,\"success\":1}",
                "{\"type\":\"generation_started\",\"candidate\":{\"sdpMid\":0},\"turn_config\":{\"urls\":[[\"x\"]]}}"
            })
    void aFieldOfAnotherMessageMayHaveAnyType(String frame) {
        assertThat(server(frame)).isEqualTo(new ServerMessage.GenerationStarted());
    }

    @Test
    void absentAndNullAreTheSameWhereTheSpecificationSaysSo() {
        assertThat(server("{\"type\":\"prompt_ack\",\"prompt\":\"p\",\"success\":true}"))
                .isEqualTo(new ServerMessage.PromptAck("p", true, null));
        assertThat(server("{\"type\":\"ice-candidate\"}")).isEqualTo(new ServerMessage.IceCandidate(null));
        assertThat(server("{\"type\":\"session_id\",\"session_id\":\"s\",\"server_ip\":null,\"server_port\":null}"))
                .isEqualTo(new ServerMessage.SessionId("s", "", 0));
        assertThat(server("{\"type\":\"ice-restart\",\"turn_config\":null}"))
                .isEqualTo(new ServerMessage.IceRestart(null));
        assertThat(server("{\"type\":\"generation_ended\",\"seconds\":null,\"reason\":null}"))
                .isEqualTo(new ServerMessage.GenerationEnded(0, ""));
    }

    @Test
    void absentAndNullPromptDifferInSetImage() {
        assertThat(client("{\"type\":\"set_image\",\"image_data\":null}"))
                .isEqualTo(new ClientMessage.SetImage(null, null, null));
        assertThat(client("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}"))
                .isEqualTo(new ClientMessage.Passthrough());
    }

    @Test
    void namesOfOtherSdksAreUnderstood() {
        assertThat(server("{\"type\":\"session_id\",\"sessionId\":\"s\"}"))
                .isEqualTo(new ServerMessage.SessionId("s", "", 0));
        assertThat(server("{\"type\":\"error\",\"message\":\"m\"}")).isEqualTo(new ServerMessage.ErrorMessage("m"));
        assertThat(server("{\"type\":\"queue_position\",\"queue_position\":2,\"queue_size\":4}"))
                .isEqualTo(new ServerMessage.QueuePosition(2, 4));
        assertThat(server("{\"type\":\"ice-restart\",\"turn_config\":{\"urls\":\"turn:t\"}}"))
                .isEqualTo(server("{\"type\":\"ice-restart\",\"turn_config\":{\"urls\":[\"turn:t\"]}}"));
    }

    /** The C++ client falls back on the room's name, so there are servers without a session id. */
    @Test
    void aRoomWithoutASessionIdGivesItsName() {
        assertThat(server("{\"type\":\"livekit_room_info\",\"livekit_url\":\"ws://l\",\"token\":\"t\","
                        + "\"room_name\":\"r\"}"))
                .isEqualTo(new ServerMessage.LivekitRoomInfo("ws://l", "t", "r", "r"));
    }

    @Test
    void theAnswerToAViewerIsARoomWithoutAType() {
        byte[] body = "{\"livekit_url\":\"wss://l\",\"token\":\"t\",\"room_name\":\"r\",\"new\":[1]}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(SignalingCodec.readWatchStream(body))
                .isEqualTo(new ServerMessage.LivekitRoomInfo("wss://l", "t", "r", "r"));
        assertThatThrownBy(
                        () -> SignalingCodec.readWatchStream("{\"room_name\":\"r\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SignalingException.class)
                .hasMessageContaining("\"livekit_url\" is missing");
        assertThatThrownBy(() -> SignalingCodec.readWatchStream("{\"livekit_url\":5}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(SignalingException.class)
                .hasMessageContaining("\"livekit_url\" takes a string");
    }

    @Test
    void aRoomsTokenIsNotShown() {
        assertThat(new ServerMessage.LivekitRoomInfo("ws://l", "zebra", "r", "s").toString())
                .doesNotContain("zebra")
                .contains("token=***");
    }

    @Test
    void capabilitiesThatAreNewAreSkipped() {
        assertThat(client("{\"type\":\"livekit_join\",\"client_capabilities\":{\"new\":[1],\"frame_timing\":false}}"))
                .isEqualTo(new ClientMessage.LivekitJoin(null, false, null));
        assertThat(client("{\"client_capabilities\":5,\"initial_state\":\"x\",\"type\":\"offer\",\"sdp\":\"\"}"))
                .isEqualTo(new ClientMessage.Offer(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"livekit_join\",\"initial_state\":5}",
                "{\"type\":\"livekit_join\",\"initial_state\":{}}",
                "{\"type\":\"livekit_join\",\"initial_state\":{\"type\":\"prompt\"}}",
                "{\"type\":\"livekit_join\",\"initial_state\":{\"type\":\"offer\",\"sdp\":\"\"}}",
                "{\"type\":\"livekit_join\",\"initial_state\":{\"type\":\"livekit_join\"}}",
                "{\"type\":\"livekit_join\",\"passthrough\":\"yes\"}",
                "{\"type\":\"livekit_join\",\"client_capabilities\":{\"frame_timing\":1}}"
            })
    void aJoinWithAWrongTypeIsRefused(String frame) {
        assertThatThrownBy(() -> client(frame))
                .isInstanceOf(SignalingException.class)
                .hasMessageStartingWith("Malformed message: \"");
    }

    @Test
    void errorGoesBeforeMessageInEitherOrder() {
        assertThat(server("{\"type\":\"error\",\"message\":\"m\",\"error\":\"e\"}"))
                .isEqualTo(new ServerMessage.ErrorMessage("e"));
        assertThat(server("{\"type\":\"set_image_ack\",\"success\":true,\"message\":\"welcome\"}"))
                .isEqualTo(new ServerMessage.SetImageAck(true, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[]                                                    | a message is a JSON object",
                "5                                                     | a message is a JSON object",
                "{}                                                    | \"type\" is missing",
                "{\"type\":null}                                       | \"type\" is missing",
                "{\"type\":7}                                          | \"type\" is missing or of the wrong type",
                "{\"type\":\"answer\"}                                 | \"sdp\" is missing",
                "{\"type\":\"set_image_ack\"}                          | \"success\" is missing",
                "{\"type\":\"set_image_ack\",\"success\":\"true\"}     | \"success\" takes true or false",
                "{\"type\":\"set_image_ack\",\"success\":null}         | \"success\" is missing",
                "{\"type\":\"generation_tick\"}                        | \"seconds\" is missing",
                "{\"type\":\"generation_tick\",\"seconds\":\"5\"}      | \"seconds\" takes a number",
                "{\"type\":\"generation_tick\",\"seconds\":1e999}      | \"seconds\" takes a number",
                "{\"type\":\"prompt_ack\",\"success\":true,\"prompt\":1} | \"prompt\" takes a string",
                "{\"type\":\"ice-candidate\",\"candidate\":\"c\"}      | \"candidate\" takes an object",
                "{\"type\":\"livekit_room_info\",\"room_name\":\"r\",\"token\":\"t\"} | \"livekit_url\" is missing",
                "{\"type\":\"ready\"} {}                               | behind the message's end",
                "{\"type\":\"ready\"                                   | not valid JSON at byte",
                "{\"type\":\"ready\"}}                                 | not valid JSON at byte",
                "nonsense                                              | not valid JSON at byte"
            })
    void whatIsNotAMessageIsNamed(String frame, String says) {
        assertThatThrownBy(() -> server(frame))
                .isInstanceOf(SignalingException.class)
                .hasMessageStartingWith("Malformed message: ")
                .hasMessageContaining(says)
                .hasNoCause();
    }

    /** Read as absent, each of these would clear the image or pass the video through. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"set_image\",\"image_data\":5,\"prompt\":null}",
                "{\"type\":\"set_image\",\"image_data\":\"not base64!\"}",
                "{\"type\":\"set_image\",\"image_data\":null,\"prompt\":{}}",
                "{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"p\",\"enhance_prompt\":\"yes\"}",
                "{\"type\":\"set_image\",\"image_ref\":[]}"
            })
    void aSetImageWithAWrongTypeIsRefused(String frame) {
        assertThatThrownBy(() -> client(frame)).isInstanceOf(SignalingException.class);
    }

    /** Which encoding a frame has is guessed from its first bytes, before anything is read; some are refused there. */
    @ParameterizedTest
    @ValueSource(strings = {"\0{\0\0", "\0\0{\0"})
    void aFrameInAnUnusableEncodingIsRefused(String frame) {
        assertThatThrownBy(() -> server(frame))
                .isInstanceOf(SignalingException.class)
                .hasMessage("Malformed message: not valid JSON at byte 0")
                .hasNoCause();
        assertThatThrownBy(() -> client(frame)).isInstanceOf(SignalingException.class);
    }

    @Test
    void depthIsBounded() {
        String deep = "{\"type\":\"ready\",\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThatThrownBy(() -> server(deep)).isInstanceOf(SignalingException.class);
    }

    /** A prompt that was cut in the middle of an emoji, for example. */
    @Test
    void halfASurrogatePairIsSentAndRead() {
        var prompt = new ClientMessage.Prompt("a\ud83d", true);
        var ack = new ServerMessage.PromptAck("\ude00b", true, null);

        assertThat(Wire.json(prompt)).contains("\"a\\uD83D\"");
        assertThat(client(Wire.json(prompt))).isEqualTo(prompt);
        assertThat(server(Wire.json(ack))).isEqualTo(ack);
    }

    @Test
    void minusZeroIsZero() {
        assertThat(server("{\"type\":\"generation_tick\",\"seconds\":-0.0}"))
                .isEqualTo(new ServerMessage.GenerationTick(0));
    }

    @Test
    void unknownMessagesCannotBeSent() {
        assertThatThrownBy(() -> Wire.json(new ClientMessage.Unknown("x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wire.json(new ServerMessage.Unknown("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCallersStreamsStayOpen() {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream("{\"type\":\"ready\"}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        assertThat(SignalingCodec.readServerMessage(in)).isEqualTo(new ServerMessage.Ready());
        SignalingCodec.write(new ClientMessage.Offer("v=0"), out);

        assertThat(closed).isFalse();
        assertThat(out.size()).isPositive();
    }
}
