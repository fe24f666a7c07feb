package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A browser's session needs a room: where there is no livekit-server, who looks at the page is told, and what works all the same. */
class WithoutRoomsTest {

    @Test
    void thePageSaysWhatIsMissingAndTheServersWayWorks() throws Exception {
        try (House house = House.open(House.bundle(), "--studio.livekit=none");
                Tab tab = house.tab(1280, 900, false)) {
            assertThat(tab.page().isDisabled("input[name=holder][value=browser]"))
                    .isTrue();
            assertThat(tab.page().textContent("#unavailable"))
                    .contains("studio.livekit")
                    .contains("Sessions that the server holds work");
            tab.start();
            tab.awaitMoves("after");
            tab.prompt("noir");
            tab.awaitGrey("after");
        }
    }

    @Test
    void aMachineWithoutALivekitServerIsToldWhatBringsOne(@TempDir Path home) throws Exception {
        Map<String, String> bare = Map.of("PATH", home.toString(), "HOME", home.toString(), "LIVEKIT_SERVER", "");
        try (StudioProcess studio = StudioProcess.start(bare, "--studio.livekit=present")) {
            assertThat(studio.get(HttpClient.newHttpClient(), "/api/studio"))
                    .contains("no livekit-server")
                    .contains("LIVEKIT_SERVER")
                    .contains("Go 1.26");
        }
    }
}
