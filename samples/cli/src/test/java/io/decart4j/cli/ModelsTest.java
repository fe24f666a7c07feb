package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ModelsTest {

    private final Program program = new Program();

    @Test
    void aLineForEach() {
        assertThat(program.run("models")).isZero();

        assertThat(program.out.lines())
                .hasSize(10)
                .contains("lucy-2.6             1280x720     30  yes")
                .contains("lucy-restyle-2       1280x704     30  no")
                .contains(
                        "lucy-latest          1280x720     30  yes   lucy-2.5 when this release was made; the server decides");
    }

    @Test
    void anObjectForEach() {
        assertThat(program.run("models", "--json")).isZero();

        JsonNode latest = program.objects().stream()
                .filter(model -> model.path("name").asString().equals("lucy-vton-latest"))
                .findAny()
                .orElseThrow();
        assertThat(latest.toString())
                .isEqualTo("{\"name\":\"lucy-vton-latest\",\"width\":1280,\"height\":720,\"fps\":30,\"fastMode\":true,"
                        + "\"latest\":\"lucy-vton-3.6\"}");
    }

    @Test
    void anUnknownOneIsAskedForAsItIs() {
        try (LocalDecartServer server = LocalDecartServer.start()) {
            CompletableFuture<String> asked =
                    server.newSessions().next().map(LocalSession::model).toFuture();
            Program session = Program.with(server);
            session.in.end();

            assertThat(session.run(
                            "connect",
                            "--transport",
                            "direct",
                            "--url",
                            server.realtimeUrl(),
                            "--model",
                            "lucy-9",
                            "--size",
                            "160x120",
                            "--fps",
                            "15"))
                    .isZero();
            assertThat(asked).isCompletedWithValue("lucy-9");
        }
    }
}
