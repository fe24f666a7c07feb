package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalingTest {

    private final LocalDecartServer server = LocalDecartServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void saysTheSessionIdFirstAndAcksInOrder() {
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
            assertThat(messages.get(1).get("prompt")).isEqualTo("Ünïcode \"quoted\" 🎨");
            assertThat(messages.get(1).get("success")).isEqualTo(true);
            assertThat(messages.get(1))
                    .containsKey("error")
                    .extractingByKey("error")
                    .isNull();
        }
    }

    @Test
    void survivesWhatItDoesNotUnderstand() {
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
    void rejectsAForbiddenPromptAndGoesOn() {
        try (RawClient client = RawClient.connect(server)) {
            client.prompt("noir").prompt("something ForBidden");
            Map<String, @Nullable Object> ack = client.await("prompt_ack", 2);
            assertThat(ack.get("success")).isEqualTo(false);
            assertThat(ack.get("error")).isEqualTo("Prompt rejected by moderation");
            assertThat(server.sessions().get(0).prompt()).contains("noir");
        }
    }
}
