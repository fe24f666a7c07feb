package io.decart4j.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in Chromium, with a session that the server holds. */
@SuppressWarnings("NullAway.Init")
class ServerSessionTest {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static House house;
    private static final List<LocalSession> sessions = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
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
            tab.page().waitForFunction("document.getElementById('latency').textContent !== '–'");
            tab.page().waitForFunction("Number(document.getElementById('fps').textContent) > 0");
            tab.page().waitForFunction("Number(document.getElementById('generated').textContent) > 0");
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

    @Test
    void leavesNothingWhenTheTabIsClosed() {
        Tab tab = house.tab(390, 844, false);
        tab.start();
        tab.awaitMoves("after");
        assertThat(house.held().size()).isEqualTo(1);
        tab.leave();
        nothingIsLeft();
    }

    private static void nothingIsLeft() {
        assertThat(sessions).isNotEmpty();
        sessions.forEach(session -> session.closed().block(SOON));
        assertThat(house.server().sessions()).isEmpty();
    }
}
