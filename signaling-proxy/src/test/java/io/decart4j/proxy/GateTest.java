package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

/** A gate by itself, and before the proxy. */
class GateTest {

    private final InMemoryGate gate = new InMemoryGate(new GateLimits(1, 2, 3));

    private List<Turn> enter(String user, List<Disposable> tickets) {
        List<Turn> turns = new CopyOnWriteArrayList<>();
        tickets.add(gate.enter(user).subscribe(turns::add));
        return turns;
    }

    @Test
    void thoseWhoFindNoRoomWaitInOrderAndAUserAtItsLimitHoldsUpNobody() {
        List<Disposable> tickets = new CopyOnWriteArrayList<>();
        List<Turn> ann = enter("ann", tickets);
        ProxyHouse.await(() -> ann.contains(new Turn.Admitted()));
        List<Turn> annAgain = enter("ann", tickets);
        ProxyHouse.await(() -> annAgain.contains(new Turn.Waiting(1, 1)));
        List<Turn> bob = enter("bob", tickets);
        ProxyHouse.await(() -> bob.contains(new Turn.Admitted()));
        List<Turn> cat = enter("cat", tickets);
        ProxyHouse.await(() -> cat.contains(new Turn.Waiting(2, 2)));
        tickets.get(0).dispose();
        ProxyHouse.await(() -> annAgain.contains(new Turn.Admitted()));
        ProxyHouse.await(() -> cat.contains(new Turn.Waiting(1, 1)));
        tickets.get(2).dispose();
        ProxyHouse.await(() -> cat.contains(new Turn.Admitted()));
        tickets.forEach(Disposable::dispose);
        assertThat(gate.admitted()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void thereIsAnEndToTheQueue() {
        List<Disposable> tickets = new CopyOnWriteArrayList<>();
        for (String user : List.of("a", "b", "c", "d", "e")) {
            enter(user, tickets);
        }
        StepVerifier.create(gate.enter("f")).verifyError(GateException.class);
        assertThat(gate.waiting()).isEqualTo(3);
        tickets.forEach(Disposable::dispose);
        assertThat(gate.admitted() + gate.waiting()).isZero();
    }

    @Test
    void clientsWhoWaitHearTheirPositionsAndThenGetIn() {
        InMemoryGate one = new InMemoryGate(new GateLimits(1, 1, 2));
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.gate(one));
                RawClient first = house.connected("ann");
                RawClient second = house.open("bob")) {
            second.send("{\"type\":\"prompt\",\"prompt\":\"early\"}");
            second.await("{\"type\":\"queue_position\",\"position\":1,\"queue_size\":1}"::equals);
            try (RawClient third = house.open("cat");
                    RawClient late = house.open("dan")) {
                third.await("{\"type\":\"queue_position\",\"position\":2,\"queue_size\":2}"::equals);
                assertThat(late.closed().code()).isEqualTo(1013);
                assertThat(late.heard)
                        .containsExactly("{\"type\":\"error\",\"error\":\"Concurrent session limit reached.\"}");
                assertThat(house.service.sessions()).hasSize(1);
                first.closeWith(1000, "");
                // What was said in the queue has waited for the session.
                second.await(text -> text.contains("prompt_ack") && text.contains("early"));
                third.await("{\"type\":\"queue_position\",\"position\":1,\"queue_size\":1}"::equals);
            }
            ProxyHouse.await(() -> one.waiting() == 0);
            assertThat(one.admitted()).isEqualTo(1);
        }
        ProxyHouse.await(() -> one.admitted() == 0);
    }
}
