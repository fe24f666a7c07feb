package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in Chromium, with a session of the official SDK: signals through the proxy, media through a room. */
@SuppressWarnings("NullAway.Init")
class BrowserSessionTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static House house;
    private static final List<LocalSession> sessions = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        house = House.withRooms(House.bundle());
        house.server().newSessions().subscribe(sessions::add);
    }

    @AfterAll
    static void close() {
        if (house != null) {
            house.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"camera", "pattern"})
    void showsWhatPromptsDo(String source) {
        try (Tab tab = house.tab(1280, 900, false)) {
            begin(tab, source);
            tab.awaitMoves("before");
            tab.awaitMoves("after");
            tab.awaitColour("after");
            tab.prompt("noir");
            tab.awaitGrey("after");
            tab.awaitMoves("after");
            tab.awaitColour("before");
            tab.prompt("something forbidden");
            tab.awaitText("#message", "Prompt rejected by moderation");
            tab.awaitGrey("after");
            tab.page().waitForFunction("() => Number(document.getElementById('fps').textContent) > 0");
            tab.page().waitForFunction("() => Number(document.getElementById('generated').textContent) > 0");
            tab.page().waitForFunction("() => document.getElementById('latency').textContent !== '–'");
            tab.screenshot("browser-" + source);
            tab.page().click("#stop");
            tab.awaitState("disconnected");
        }
        assertThat(sessions.get(sessions.size() - 1).log())
                .extracting(ReceivedMessage::type)
                .startsWith("livekit_join");
        nothingIsLeft();
    }

    @Test
    void takesAReferenceImage() throws Exception {
        try (Tab tab = house.tab(1280, 900, false)) {
            tab.page().fill("#prompt", "noir");
            begin(tab, "pattern");
            tab.awaitGrey("after");
            tab.page().setInputFiles("#file", new FilePayload("rose.png", "image/png", Pictures.png(0xE0559A)));
            tab.awaitText("#message", "Reference image: rose.png");
            tab.awaitColour("after");
            tab.page().click("#clear-image");
            tab.awaitGrey("after");
        }
        nothingIsLeft();
    }

    /** The key stays where it is: the page is given a token, and nothing it hears has the key in it. */
    @Test
    void thePageNeverHasTheKey() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Tab tab = house.tab(1280, 900, false)) {
            tab.page().onWebSocket(socket -> {
                heard.add(socket.url());
                socket.onFrameReceived(frame -> heard.add(String.valueOf(frame.text())));
            });
            tab.page().onResponse(response -> {
                heard.add(response.url());
                if (response.url().contains("/api/")) {
                    heard.add(response.text());
                }
            });
            begin(tab, "pattern");
            tab.awaitMoves("after");
            assertThat(heard)
                    .anyMatch(text -> text.contains("livekit_room_info"))
                    .anyMatch(text -> text.contains("/api/realtime-token"))
                    .noneMatch(text -> text.contains(house.server().apiKey()));
        }
        nothingIsLeft();
    }

    @Test
    void recoversInView() {
        try (Tab tab = house.tab(1280, 900, true)) {
            begin(tab, "pattern");
            tab.awaitMoves("after");
            tab.page().click("[data-fault=drop-socket]");
            tab.awaitText("#connections", "2");
            tab.prompt("noir");
            tab.awaitGrey("after");
            tab.awaitMoves("after");
            tab.page().click("[data-fault=kill-media]");
            tab.awaitText("#connections", "3");
            tab.awaitMoves("after");
            tab.awaitMoves("before");
            tab.page().click("[data-fault=exhaust-credits]");
            tab.page().waitForSelector("#timeline li[data-event=ended]");
            tab.awaitState("disconnected");
        }
        nothingIsLeft();
    }

    @Test
    void leavesNothingWhenTheTabIsClosed() {
        Tab tab = house.tab(390, 844, false);
        begin(tab, "pattern");
        tab.awaitMoves("after");
        assertThat(house.server().sessions()).hasSize(1);
        tab.leave();
        nothingIsLeft();
    }

    private static void begin(Tab tab, String source) {
        tab.page().check("input[name=holder][value=browser]");
        tab.page().selectOption("#source", source);
        tab.page().click("#start");
        tab.page().waitForSelector("#timeline li[data-event=sessionStarted]");
    }

    private static void nothingIsLeft() {
        assertThat(sessions).isNotEmpty();
        sessions.forEach(session -> session.closed().block(SOON));
        assertThat(house.server().sessions()).isEmpty();
    }
}
