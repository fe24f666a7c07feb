package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TokenTest {

    private final LocalDecartServer server = LocalDecartServer.start();
    private final Program program = Program.with(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void printsTheTokenAlone() {
        assertThat(program.run("token", "--url", server.httpUrl())).isZero();

        assertThat(program.out.lines()).singleElement().asString().matches("eyJ[^.]+\\.[^.]+\\.[^.]+");
        assertThat(program.err.text()).contains("expires at ");
    }

    @Test
    void printsAllThatWasGranted() {
        String[] args = {
            "token",
            "--json",
            "--url",
            server.realtimeUrl(),
            "--expires-in",
            "5m",
            "--allow-model",
            "lucy-2.1",
            "--max-session-duration",
            "60s"
        };
        assertThat(program.run(args)).isZero();

        JsonNode token = program.objects().get(0);
        assertThat(token.path("apiKey").asString()).startsWith("ek_");
        assertThat(token.path("permissions").path("models").get(0).asString()).isEqualTo("lucy-2.1");
        assertThat(token.path("constraints")
                        .path("realtime")
                        .path("maxSessionDuration")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void theTokenOpensASession() {
        assertThat(program.run("token", "--url", server.httpUrl())).isZero();
        String token = program.out.lines().get(0);
        Program session = new Program();
        session.in.end();

        assertThat(session.run(
                        "connect",
                        "--transport",
                        "direct",
                        "--api-key",
                        token,
                        "--url",
                        server.realtimeUrl(),
                        "--size",
                        "160x120"))
                .isZero();
        assertThat(session.out.text() + session.err.text()).doesNotContain(token);
    }

    @Test
    void aServerThatMakesNoneIsExplained() {
        assertThat(program.run("token", "--url", server.httpUrl() + "/elsewhere"))
                .isEqualTo(1);

        assertThat(program.err.lines())
                .singleElement()
                .asString()
                .contains("404")
                .endsWith("(not every server makes tokens: a signaling proxy relays sessions alone)");
    }

    @Test
    void aRefusalIsOneLine() {
        assertThat(program.run("token", "--url", server.httpUrl(), "--api-key", "dct_other"))
                .isEqualTo(1);

        assertThat(program.err.lines()).singleElement().asString().contains("401");
        assertThat(program.err.text()).doesNotContain("dct_other");
        assertThat(program.out.text()).isEmpty();
    }
}
