package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The studio with the beans of the build, where no property was set, and the properties of now. */
class AheadOfTimeTest {

    @Test
    void theGateIsTheOneOfTheProperties() throws Exception {
        try (StudioProcess studio = StudioProcess.start(
                Map.of(), "--studio.livekit=none", "--decart.proxy.gate.store=memory", "--decart.proxy.gate.total=1")) {
            assertThat(studio.said()).anyMatch(line -> line.contains("AOT-processed"));
            HttpClient http = HttpClient.newHttpClient();
            assertThat(firstWord(http, studio)).contains("session_id");
            assertThat(firstWord(http, studio))
                    .isEqualTo("{\"type\":\"queue_position\",\"position\":1,\"queue_size\":1}");
        }
    }

    @Test
    void aClientThatIsTurnedOffOnlyNowStopsTheStart() throws Exception {
        try (StudioProcess studio =
                StudioProcess.start(Map.of(), "--studio.livekit=none", "--decart.client.enabled=false")) {
            assertThat(studio.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(studio.said())
                    .anyMatch(line -> line.contains("decart.client.enabled: is false")
                            && line.contains("built ahead of time with true"));
        }
    }

    /** Of a visitor of its own, whose socket stays open as long as the process. */
    private static String firstWord(HttpClient http, StudioProcess studio) throws Exception {
        String cookie = studio.cookie(http);
        CompletableFuture<String> word = new CompletableFuture<>();
        http.newWebSocketBuilder()
                .header("Cookie", cookie)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + studio.port() + "/v1/stream?model=lucy-2.1"),
                        new WebSocket.Listener() {
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
