package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.decart4j.testkit.LocalSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in Chromium, with a session that the server holds. */
@SuppressWarnings("NullAway.Init")
class ServerSessionTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String POST = """
            async ([path, type, length]) => {
              const answer = await fetch(path, { method: 'POST', headers: { 'content-type': type }, body: 'x'.repeat(length) });
              return answer.status + await answer.text();
            }""";
    private static House house;
    private static final List<LocalSession> sessions = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        house = House.open(null);
        house.server().newSessions().subscribe(sessions::add);
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    @Test
    void showsWhatPromptsDo() {
        try (Tab tab = house.tab(1280, 900, false)) {
            tab.start();
            tab.awaitColour("before");
            tab.awaitColour("after");
            tab.awaitMoves("before");
            tab.awaitMoves("after");
            tab.prompt("noir");
            tab.awaitGrey("after");
            tab.awaitMoves("after");
            tab.awaitColour("before");
            tab.prompt("something forbidden");
            tab.awaitText("#message", "Prompt rejected by moderation");
            tab.awaitGrey("after");
            tab.page().waitForFunction("() => document.getElementById('latency').textContent !== '–'");
            tab.page().waitForFunction("() => Number(document.getElementById('fps').textContent) > 0");
            tab.page().waitForFunction("() => Number(document.getElementById('generated').textContent) > 0");
            tab.page().click("#stop");
            tab.awaitState("disconnected");
        }
        nothingIsLeft();
    }

    @Test
    void recoversInView() {
        try (Tab tab = house.tab(1280, 900, true)) {
            tab.start();
            tab.page().click("[data-prompt=noir]");
            tab.awaitGrey("after");
            tab.page().click("[data-fault=drop-socket]");
            tab.awaitText("#connections", "2");
            tab.awaitState("generating");
            tab.awaitGrey("after");
            tab.awaitMoves("after");
            tab.page().waitForSelector("#timeline li[data-event=reconnecting]");
            tab.page().click("[data-fault=kill-media]");
            tab.awaitText("#connections", "3");
            tab.awaitState("generating");
            tab.awaitMoves("after");
            tab.page().click("[data-fault=exhaust-credits]");
            tab.awaitState("disconnected");
            tab.page().waitForSelector("#timeline li[data-event=ended]");
        }
        nothingIsLeft();
    }

    /** With the page's farewell, and without: a browser that dies says none. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNothingWhenTheTabIsClosed(boolean farewell) {
        Tab tab = house.tab(390, 844, false);
        if (!farewell) {
            tab.page().evaluate("navigator.sendBeacon = () => true");
        }
        tab.start();
        tab.awaitMoves("after");
        assertThat(house.held().size()).isEqualTo(1);
        tab.leave();
        nothingIsLeft();
    }

    @Test
    void takesAReferenceImage() throws Exception {
        try (Tab tab = house.tab(1280, 900, false)) {
            tab.start();
            tab.prompt("noir");
            tab.awaitGrey("after");
            tab.page().setInputFiles("#file", new FilePayload("rose.png", "image/png", Pictures.png(0xE0559A)));
            tab.awaitText("#message", "Reference image: rose.png");
            tab.awaitColour("after");
            tab.screenshot("server-image");
            tab.page().click("#clear-image");
            tab.awaitGrey("after");
            tab.drop("#drop", "sea.png", Pictures.png(0x3D7BE0));
            tab.awaitText("#message", "Reference image: sea.png");
            tab.awaitColour("after");
        }
        nothingIsLeft();
    }

    /** Each size and colour scheme, for eyes. The page must not be wider than its window. */
    @ParameterizedTest
    @CsvSource({"desktop,1280,900,false", "desktop-dark,1280,900,true", "phone,390,844,false", "phone-dark,390,844,true"
    })
    void fitsTheWindow(String name, int width, int height, boolean dark) {
        try (Tab tab = house.tab(width, height, dark)) {
            tab.screenshot(name + "-idle");
            tab.start();
            tab.page().click("[data-prompt='tint #2fae7a']");
            tab.awaitText("#message", "In force");
            tab.page().waitForFunction("() => document.getElementById('latency').textContent !== '–'");
            tab.page().waitForFunction("() => Number(document.getElementById('generated').textContent) > 0");
            tab.awaitMoves("after");
            tab.screenshot(name);
            assertThat(tab.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(width);
        }
        nothingIsLeft();
    }

    @Test
    void worksByKeyboard() {
        try (Tab tab = house.tab(1280, 900, false)) {
            tab.page().focus("#start");
            tab.page().keyboard().press("Enter");
            tab.awaitState("generating");
            tab.page().focus("[data-prompt=noir]");
            tab.page().keyboard().press("Space");
            tab.awaitGrey("after");
            Object unnamed = tab.page()
                    .evaluate(
                            "[...document.querySelectorAll('button, input, select, img:not([alt=\"\"])')].filter(e => !(e.textContent"
                                    + ".trim() || e.labels?.length || e.ariaLabel || e.alt)).map(e => e.outerHTML)");
            assertThat((List<?>) unnamed).isEmpty();
        }
        nothingIsLeft();
    }

    @Test
    void badInputIsAnsweredWithWhatItTakes() {
        try (Tab tab = house.tab(1280, 900, false)) {
            assertThat(tab.page().evaluate(POST, List.of("/api/sessions", "application/json", 0)))
                    .asString()
                    .startsWith("400");
            assertThat(tab.page().evaluate(POST, List.of("/api/sessions/none/end", "text/plain", 1)))
                    .asString()
                    .startsWith("404");
            tab.start();
            String image = tab.page()
                    .evaluate("() => document.getElementById('after-image').src.replace('/after', '/image')")
                    .toString();
            assertThat(tab.page().evaluate(POST, List.of(image, "application/octet-stream", 100)))
                    .asString()
                    .startsWith("400")
                    .contains("image takes PNG");
            assertThat(tab.page().evaluate(POST, List.of(image, "application/octet-stream", 13 << 20)))
                    .asString()
                    .startsWith("413");
            tab.awaitMoves("after");
        }
        nothingIsLeft();
    }

    @Test
    void strangersGetNothing() throws Exception {
        HttpClient stranger = HttpClient.newHttpClient();
        for (String path : List.of("api/sessions", "api/realtime-token", "api/studio", "v1/stream?model=lucy-2.1")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(house.url() + path))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .header("content-type", "application/json")
                    .build();
            int status = stranger.send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            assertThat(status).as(path).isBetween(400, 499);
        }
        assertThat(house.server().sessions()).isEmpty();
    }

    private static void nothingIsLeft() {
        assertThat(sessions).isNotEmpty();
        sessions.forEach(session -> session.closed().block(SOON));
        assertThat(house.server().sessions()).isEmpty();
    }
}
