package io.decart4j.internal.session;

import io.decart4j.internal.session.LedgerSimulation.Step;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds for every order of events; {@link LedgerSimulation} says what. */
class CommandLedgerPropertyTest {

    record Event(Step step, int which) {}

    /** Without an abandoned command there is no doubt, and every ack reaches its own. */
    @Property(tries = 500)
    void whoeverCancelsNobodyHasTheAckOfAnother(@ForAll("cancelling") List<Event> events, @ForAll boolean echoes) {
        play(events, echoes).answerAll();
    }

    @Property(tries = 500)
    void anAckIsAnothersOnlyWhereItIsInDoubt(@ForAll("abandoning") List<Event> events, @ForAll boolean echoes) {
        play(events, echoes).answerAll();
    }

    @Property(tries = 300)
    void aLostConnectionLeavesNothing(@ForAll("abandoning") List<Event> events, @ForAll boolean echoes) {
        play(events, echoes).drain();
    }

    private static LedgerSimulation play(List<Event> events, boolean echoes) {
        LedgerSimulation simulation = new LedgerSimulation(echoes);
        events.forEach(event -> simulation.step(event.step(), event.which()));
        return simulation;
    }

    @Provide
    Arbitrary<List<Event>> cancelling() {
        return events(0);
    }

    @Provide
    Arbitrary<List<Event>> abandoning() {
        return events(2);
    }

    private static Arbitrary<List<Event>> events(int abandoned) {
        Arbitrary<Step> steps = Arbitraries.frequency(
                Tuple.of(3, Step.IMAGE),
                Tuple.of(4, Step.PROMPT),
                Tuple.of(4, Step.ANSWER),
                Tuple.of(2, Step.CANCEL),
                Tuple.of(abandoned, Step.ABANDON));
        return Combinators.combine(steps, Arbitraries.integers().between(0, 2 * LedgerSimulation.CAPACITY))
                .as(Event::new)
                .list()
                .ofMaxSize(60);
    }
}
