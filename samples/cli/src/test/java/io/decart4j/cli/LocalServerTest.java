package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LocalServerTest {

    @Test
    void saysWhereItListensAndServesUntilItIsInterrupted() throws Exception {
        Program program = new Program();
        CompletableFuture<Integer> status = program.start("local-server", "--api-key", "dct_mine");
        program.out.await(1, line -> line.startsWith("{"));

        JsonNode addresses = program.objects().get(0);
        assertThat(addresses.path("realtime").asString()).startsWith("ws://127.0.0.1:");
        String http = addresses.path("http").asString();
        assertThat(new Program().run("token", "--url", http, "--api-key", "dct_mine"))
                .isZero();

        program.interrupt();
        assertThat(status.get()).isZero();
        assertThat(program.out.lines()).hasSize(1);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (LocalDecartServer other = LocalDecartServer.start()) {
            String port = String.valueOf(URI.create(other.httpUrl()).getPort());
            Program program = new Program();

            assertThat(program.run("local-server", "--port", port)).isEqualTo(2);
            assertThat(program.err.lines())
                    .singleElement()
                    .isEqualTo("decart4j: --port takes one that is free here and may be opened, got " + port);
        }
    }

    @Test
    void isAsBusyAndCountsAsOftenAsItIsTold() throws Exception {
        Program local = new Program();
        CompletableFuture<Integer> status = local.start(
                "local-server", "--queue", "3", "--queue-interval", "10", "--session-limit", "1", "--tick", "0.2");
        local.out.await(1, line -> line.startsWith("{"));
        String realtime = local.objects().get(0).path("realtime").asString();
        String[] connect = {
            "connect",
            "--json",
            "--api-key",
            "dct_test",
            "--url",
            realtime,
            "--transport",
            "direct",
            "--size",
            "320x192"
        };

        Program first = new Program();
        CompletableFuture<Integer> connected = first.start(connect);
        first.awaitObjects(2, "\"generationTick\"");
        assertThat(first.objects("queuePosition"))
                .extracting(position -> position.path("position").asInt())
                .containsExactly(3, 2, 1);
        assertThat(first.objects("generationTick").get(0).path("seconds").asDouble())
                .isEqualTo(0.2);

        Program second = new Program();
        assertThat(second.start(connect).get()).isEqualTo(1);
        assertThat(second.err.text()).contains("Concurrent session limit reached.");

        first.in.type("quit");
        assertThat(connected.get()).isZero();
        local.interrupt();
        assertThat(status.get()).isZero();
    }
}
