package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conformance of the local server: commands and their acks, and what it survives (docs/protocol.md, S09 to S12, S14, S25
 * and S26).
 */
class SignalingConformanceTest {

    private final LocalDecartServer server = LocalDecartServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void S09_S10_saysTheSessionIdFirstAndAcksInOrderWithoutWebRtc() {
        try (RawClient client = RawClient.connect(server)) {
            client.prompt("Ünïcode \"quoted\" 🎨")
                    .send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}")
                    .prompt("second");
            client.await("prompt_ack", 2);
            List<Map<String, @Nullable Object>> messages = Objects.requireNonNull(
                    client.messages().take(4).collectList().block());
            assertThat(messages)
                    .extracting(message -> message.get("type"))
                    .isEqualTo(List.of("session_id", "prompt_ack", "set_image_ack", "prompt_ack"));
            assertThat(messages.get(0).get("session_id"))
                    .isEqualTo(server.sessions().get(0).id());
            assertThat(messages.get(1).get("success")).isEqualTo(true);
            assertThat(messages.get(1))
                    .containsKey("error")
                    .extractingByKey("error")
                    .isNull();
        }
    }

    @Test
    void S25_ignoresWhatItDoesNotUnderstand() {
        try (RawClient client = RawClient.connect(server)) {
            client.send("{")
                    .send("[]")
                    .send("{\"type\":\"dance\",\"with\":{\"a\":[1]}}")
                    .send("{\"type\":\"prompt\"}");
            client.prompt("still here");
            assertThat(client.await("prompt_ack").get("prompt")).isEqualTo("still here");
        }
    }

    @Test
    void S12_rejectsAForbiddenPromptAndGoesOn() {
        try (RawClient client = RawClient.connect(server)) {
            client.prompt("noir").prompt("something ForBidden");
            Map<String, @Nullable Object> ack = client.await("prompt_ack", 2);
            assertThat(ack.get("success")).isEqualTo(false);
            assertThat(ack.get("error")).isEqualTo("Prompt rejected by moderation");
            assertThat(server.sessions().get(0).prompt()).contains("noir");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ünïcode \"quoted\" 🎨",
                "e\u0301 is not \u00e9",
                "  spaces and\n\tlines \u2028 \u0000 ",
                "<script>&amp;</script> \\u0041 \\/",
                "עברית العربية 中文"
            })
    void S11_thePromptOfTheAckIsThePromptOfTheRequest(String prompt) {
        try (RawClient client = RawClient.connect(server)) {
            assertThat(client.prompt(prompt).await("prompt_ack").get("prompt")).isEqualTo(prompt);
        }
    }

    @Test
    void S12_rejectsWhatItIsToldToAndGoesOn() {
        try (RawClient client = RawClient.connect(server)) {
            client.prompt("noir").await("prompt_ack");
            server.faults().rejectCommands("Not today");
            assertRejected(client.prompt("invert").await("prompt_ack", 2));
            assertRejected(client.send(Pictures.setImage(0xFF00FF)).await("set_image_ack"));
            server.faults().reset();
            assertThat(server.sessions().get(0).prompt()).contains("noir");
            assertThat(client.prompt("invert").await("prompt_ack", 3).get("success"))
                    .isEqualTo(true);
        }
    }

    @Test
    void S14_aPromptMayComeWithAnImageOrNone() {
        try (RawClient client = RawClient.connect(server)) {
            LocalSession session = session(client);
            client.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"noir\"}")
                    .await("set_image_ack");
            assertThat(session.prompt()).contains("noir");
            client.send(Pictures.setImage(0xFF00FF)).await("set_image_ack", 2);
            assertThat(session.prompt()).contains("noir");
            client.send("{\"type\":\"set_image\",\"image_data\":null}").await("set_image_ack", 3);
            assertThat(session.prompt()).contains("noir");
            client.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}")
                    .await("set_image_ack", 4);
            assertThat(session.prompt()).isEmpty();
        }
    }

    @Test
    void S25_answersWhatItDoesNotUnderstandWhenTold() {
        try (LocalDecartServer strict =
                        LocalDecartServer.builder().answerUnknownMessages().start();
                RawClient client = RawClient.connect(strict)) {
            client.send("{").send("{\"type\":\"dance\"}");
            assertThat(client.await("error").get("error")).isEqualTo("Malformed message");
            assertThat(client.await("error", 2).get("error")).isEqualTo("Unknown message type: dance");
            client.prompt("still here").await("prompt_ack");
        }
    }

    @Test
    void S26_takesALargeImageAndKeepsTheOrder() {
        // Paranoid, Netty records every eight bytes that are masked and unmasked: 15 seconds for this frame.
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.SIMPLE);
        try (RawClient client = RawClient.connect(server)) {
            byte[] large = new byte[20 << 20];
            client.send(Json.text(Map.of(
                            "type",
                            "set_image",
                            "image_data",
                            Base64.getEncoder().encodeToString(large))))
                    .prompt("after");
            assertThat(client.await("set_image_ack").get("error")).isEqualTo("Could not decode image");
            client.await("prompt_ack");
            assertThat(client.messages()
                            .map(message -> message.get("type"))
                            .take(3)
                            .collectList()
                            .block(RawClient.SOON))
                    .isEqualTo(List.of("session_id", "set_image_ack", "prompt_ack"));
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    private LocalSession session(RawClient client) {
        client.await("session_id");
        return server.sessions().get(0);
    }

    private static void assertRejected(Map<String, @Nullable Object> ack) {
        assertThat(ack.get("success")).isEqualTo(false);
        assertThat(ack.get("error")).isEqualTo("Not today");
    }
}
