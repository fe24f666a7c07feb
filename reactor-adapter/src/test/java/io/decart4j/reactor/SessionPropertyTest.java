package io.decart4j.reactor;

import static io.decart4j.event.ConnectionState.CONNECTED;
import static io.decart4j.event.ConnectionState.CONNECTING;
import static io.decart4j.event.ConnectionState.DISCONNECTED;
import static io.decart4j.event.ConnectionState.GENERATING;
import static io.decart4j.event.ConnectionState.RECONNECTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.internal.control.PendingCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import reactor.core.publisher.Hooks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Whatever is said, done and lost, in whatever order: the session stays in order, and everything ends, once. */
class SessionPropertyTest {

    private static final Map<ConnectionState, Set<ConnectionState>> FOLLOWS = Map.of(
            DISCONNECTED, Set.of(CONNECTING),
            CONNECTING, Set.of(CONNECTED, GENERATING, DISCONNECTED),
            CONNECTED, Set.of(GENERATING, RECONNECTING, DISCONNECTED),
            GENERATING, Set.of(RECONNECTING, DISCONNECTED),
            RECONNECTING, Set.of(CONNECTED, GENERATING, DISCONNECTED));

    @Provide
    Arbitrary<List<Steps.Step>> steps() {
        return Steps.any().list().ofMinSize(10).ofMaxSize(80);
    }

    @Property(tries = 2000, shrinking = ShrinkingMode.BOUNDED)
    void whateverHappensEverythingEndsOnce(@ForAll("steps") List<Steps.Step> steps, @ForAll boolean slowStart) {
        List<Throwable> lost = new ArrayList<>();
        Hooks.onErrorDropped(lost::add);
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            Play play = new Play(time, slowStart);
            Steps.connect().action().accept(play);
            for (Steps.Step step : steps) {
                step.action().accept(play);
                time.advanceTime();
                duringPlay(play);
            }
            play.disconnects.add(new Ends("disconnect", play.session.disconnect()));
            // The slowest goodbye, and not the longest wait between attempts.
            time.advanceTimeBy(Duration.ofSeconds(3));
            duringPlay(play);
            afterwards(play);
            Statistics.label("reached").collect(reached(play)).coverage(reached -> {
                reached.check("a connection").percentage(share -> share > 10);
                reached.check("a loss").percentage(share -> share > 10);
            });
            assertThat(lost).as("errors that nobody heard of").isEmpty();
        } finally {
            VirtualTimeScheduler.reset();
            Hooks.resetOnErrorDropped();
        }
    }

    /** How far it came: a generator that never gets anywhere would prove nothing. */
    private static String reached(Play play) {
        List<String> states = play.scripted.states();
        return states.contains("reconnecting") ? "a loss" : states.contains("connected") ? "a connection" : "less";
    }

    /** What could be made good again later, so that it has to be looked at after every step. */
    private static void duringPlay(Play play) {
        if (play.session.isConnected()) {
            int pending = play.scripted.attempts.get(play.scripted.attempts.size() - 1).requests().stream()
                    .mapToInt(PendingCommands::pending)
                    .sum();
            // Generation may begin before the initial state is answered.
            int initial = play.scripted.latest().negotiating ? 0 : 1;
            assertThat(pending).as("places taken by commands").isEqualTo((int) play.waiting() + initial);
        } else {
            assertThat(play.waiting()).as("commands without a connection").isZero();
        }
        assertThat(play.opened.stream().filter(Play::isOpen).count())
                .as("connections at once")
                .isLessThanOrEqualTo(1);
        if (!play.scripted.told(SessionEvent.Ended.class).isEmpty()) {
            assertThat(play.session.connectionState()).isEqualTo(DISCONNECTED);
            assertThat(play.opened).noneMatch(Play::isOpen);
        }
    }

    private static void afterwards(Play play) {
        play.told.forEach(SessionPropertyTest::assertLegal);
        assertThat(play.commands).allMatch(Ends::isSettled);
        assertThat(play.connects).allMatch(Ends::isSettled);
        assertThat(play.disconnects).allMatch(disconnect -> disconnect.completions == 1);
        assertThat(play.videos).allMatch(Ends::settles);
        assertThat(play.opened).noneMatch(Play::isOpen);
        assertThat(play.scripted.connections)
                .allMatch(connection -> play.opened.contains(connection) || play.isUnopened(connection));
        assertThat(play.scripted.attempts)
                .allMatch(attempt -> attempt.requests()
                        .map(requests -> requests.pending() == 0)
                        .orElse(true));
        for (int i = 0; i < play.told.size(); i++) {
            if (!play.subscriptions.get(i).cancelled) {
                assertThat(play.subscriptions.get(i).completions).isEqualTo(1);
                assertEndsWithEnded(play.told.get(i));
            }
        }
        int connections = play.scripted.connections.size();
        play.time.advanceTimeBy(Duration.ofDays(1));
        assertThat(play.scripted.connections).hasSize(connections);
    }

    private static void assertLegal(List<SessionEvent> events) {
        List<ConnectionState> states = events.stream()
                .filter(SessionEvent.ConnectionChange.class::isInstance)
                .map(event -> ((SessionEvent.ConnectionChange) event).state())
                .toList();
        for (int i = 1; i < states.size(); i++) {
            assertThat(FOLLOWS.get(states.get(i - 1))).contains(states.get(i));
        }
        // A session begins once: what is disconnected after a connection stays so.
        assertThat(states.subList(Math.min(1, states.size()), states.size()).stream()
                        .filter(DISCONNECTED::equals)
                        .count())
                .isLessThanOrEqualTo(1);
    }

    private static void assertEndsWithEnded(List<SessionEvent> events) {
        assertThat(events.stream().filter(SessionEvent.Ended.class::isInstance)).hasSize(1);
        assertThat(events.get(events.size() - 1)).isInstanceOf(SessionEvent.Ended.class);
    }
}
