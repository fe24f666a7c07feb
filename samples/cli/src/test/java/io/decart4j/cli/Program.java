package io.decart4j.cli;

import io.decart4j.testkit.LocalDecartServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the program with streams of its own. */
final class Program {

    final Keyboard in = new Keyboard();
    final Screen out = new Screen();
    final Screen err = new Screen();
    private final Sinks.Empty<Void> interrupt = Sinks.empty();
    private Map<String, String> environment = Map.of();

    /** A program whose key is in the environment. */
    static Program with(LocalDecartServer server) {
        Program program = new Program();
        program.environment = Map.of("DECART_API_KEY", server.apiKey());
        return program;
    }

    int run(String... args) {
        return Main.run(new Console(in, out.stream(), err.stream(), environment, false, interrupt.asMono()), args);
    }

    CompletableFuture<Integer> start(String... args) {
        return CompletableFuture.supplyAsync(() -> run(args), task -> new Thread(task, "program").start())
                .orTimeout(60, TimeUnit.SECONDS);
    }

    void interrupt() {
        interrupt.tryEmitEmpty();
    }

    /** Every line of standard output, which must be JSON objects and nothing else. */
    List<JsonNode> objects() {
        return out.lines().stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    List<JsonNode> objects(String type) {
        return objects().stream()
                .filter(object -> object.path("type").asString().equals(type))
                .toList();
    }

    void awaitObjects(int count, String... parts) throws InterruptedException {
        out.await(count, line -> List.of(parts).stream().allMatch(line::contains));
    }
}
