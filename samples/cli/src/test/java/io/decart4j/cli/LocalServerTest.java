package io.decart4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
}
