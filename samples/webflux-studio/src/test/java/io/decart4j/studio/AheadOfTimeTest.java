package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The studio with the beans of the build, where no property was set, and the properties of now. */
class AheadOfTimeTest {

    private static final Pattern STARTED = Pattern.compile("Netty started on port (\\d+)");

    /** A process of its own: there the application's main class is the one that was built. */
    private record Studio(Process process, List<String> said, int port) implements AutoCloseable {

        static Studio start(String... options) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Dspring.aot.enabled=true",
                    "-cp",
                    System.getProperty("java.class.path"),
                    StudioApplication.class.getName(),
                    "--server.port=0",
                    "--logging.level.org.springframework.boot=INFO"));
            command.addAll(List.of(options));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            List<String> said = new ArrayList<>();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    // Or it would stand still.
                    Thread rest = new Thread(() -> out.lines().forEach(more -> {}));
                    rest.setDaemon(true);
                    rest.start();
                    return new Studio(process, said, Integer.parseInt(started.group(1)));
                }
            }
            return new Studio(process, said, 0);
        }

        @Override
        public void close() {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    @Test
    void theGateIsTheOneOfTheProperties() throws Exception {
        try (Studio studio = Studio.start("--decart.proxy.gate.store=memory", "--decart.proxy.gate.total=1")) {
            assertThat(studio.said()).anyMatch(line -> line.contains("AOT-processed"));
            HttpClient http = HttpClient.newHttpClient();
            assertThat(firstWord(http, studio.port())).contains("session_id");
            assertThat(firstWord(http, studio.port()))
                    .isEqualTo("{\"type\":\"queue_position\",\"position\":1,\"queue_size\":1}");
        }
    }

    @Test
    void aClientThatIsTurnedOffOnlyNowStopsTheStart() throws Exception {
        try (Studio studio = Studio.start("--decart.client.enabled=false")) {
            assertThat(studio.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(studio.said())
                    .anyMatch(line -> line.contains("decart.client.enabled: is false")
                            && line.contains("built ahead of time with true"));
        }
    }

    /** Of a visitor of its own, whose socket stays open as long as the process. */
    private static String firstWord(HttpClient http, int port) throws Exception {
        URI page = URI.create("http://127.0.0.1:" + port + "/");
        String cookie = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
        CompletableFuture<String> word = new CompletableFuture<>();
        http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/v1/stream?model=lucy-2.1"), new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket socket, CharSequence text, boolean last) {
                                word.complete(text.toString());
                                socket.request(1);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        return word.get(30, TimeUnit.SECONDS);
    }
}
