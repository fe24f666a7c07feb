package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in Chromium, with a session of the official SDK through the proxy. */
@SuppressWarnings("NullAway.Init")
class BrowserSessionTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static House house;
    private static final List<LocalSession> sessions = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        house = House.open(House.bundle());
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
            tab.screenshot("browser-" + source);
            tab.page().click("#stop");
            tab.awaitState("disconnected");
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
