package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A gate by itself, and before the proxy. */
class GateTest {

    private final InMemoryGate gate = new InMemoryGate(new GateLimits(1, 2, 3));

    private List<Turn> enter(String user, List<Disposable> tickets) {
        List<Turn> turns = new CopyOnWriteArrayList<>();
        tickets.add(gate.enter(user).subscribe(turns::add));
        return turns;
    }

    @Test
    void thoseWhoFindNoRoomWaitInOrder() {
        List<Disposable> tickets = new CopyOnWriteArrayList<>();
        List<Turn> ann = enter("ann", tickets);
        List<Turn> bob = enter("bob", tickets);
        ProxyHouse.await(() -> ann.contains(new Turn.Admitted()) && bob.contains(new Turn.Admitted()));
        List<Turn> cat = enter("cat", tickets);
        ProxyHouse.await(() -> cat.contains(new Turn.Waiting(1, 1)));
        List<Turn> dan = enter("dan", tickets);
        ProxyHouse.await(() -> dan.contains(new Turn.Waiting(2, 2)));
        tickets.get(0).dispose();
        ProxyHouse.await(() -> cat.contains(new Turn.Admitted()));
        ProxyHouse.await(() -> dan.contains(new Turn.Waiting(1, 1)));
        tickets.get(2).dispose();
        ProxyHouse.await(() -> dan.contains(new Turn.Admitted()));
        tickets.forEach(Disposable::dispose);
        assertThat(gate.admitted()).isZero();
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void oneUserCannotFillTheQueue() {
        InMemoryGate small = new InMemoryGate(new GateLimits(2, 3, 1000));
        List<Disposable> tickets = new CopyOnWriteArrayList<>();
        AtomicInteger refused = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            tickets.add(small.enter("mallory").subscribe(turn -> {}, e -> refused.incrementAndGet()));
        }
        ProxyHouse.await(() -> refused.get() == 998);
        assertThat(small.admitted()).isEqualTo(2);
        assertThat(small.waiting()).isZero();
        tickets.add(small.enter("ann").subscribe());
        tickets.add(small.enter("bob").subscribe());
        tickets.add(small.enter("bob").subscribe());
        StepVerifier.create(small.enter("bob"))
                .verifyErrorMessage("Concurrent session limit reached."); // those who wait count as well
        assertThat(small.waiting()).isEqualTo(2);
        tickets.forEach(Disposable::dispose);
        assertThat(small.admitted() + small.waiting()).isZero();
    }

    @Test
    void whoGivesUpTheQueueAndComesBackSoonHasItsOldPlace() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            InMemoryGate one = new InMemoryGate(new GateLimits(2, 1, 4));
            one.enter("ann").subscribe();
            Disposable bob = one.enter("bob").subscribe();
            List<Turn> cat = new ArrayList<>();
            one.enter("cat").subscribe(cat::add);
            one.enter("dan").subscribe();
            time.advanceTimeBy(Duration.ofSeconds(15));
            bob.dispose();
            time.advanceTimeBy(Duration.ofMillis(9_999));
            assertThat(cat).containsExactly(new Turn.Waiting(2, 2), new Turn.Waiting(1, 2));
            List<Turn> again = new ArrayList<>();
            Disposable bobAgain = one.enter("bob").subscribe(again::add);
            time.advanceTime();
            assertThat(again).containsExactly(new Turn.Waiting(1, 3));
            assertThat(cat).endsWith(new Turn.Waiting(2, 3));

            bobAgain.dispose();
            time.advanceTimeBy(Duration.ofSeconds(10));
            again.clear();
            one.enter("bob").subscribe(again::add);
            time.advanceTime();
            assertThat(again).containsExactly(new Turn.Waiting(3, 3));
        } finally {
            VirtualTimeScheduler.reset();
        }
    }

    @Test
    void ofSeveralPlacesThatAUserGivesUpEachIsKeptAndTheBestComesFirst() {
        VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
        try {
            InMemoryGate one = new InMemoryGate(new GateLimits(2, 1, 4));
            one.enter("ann").subscribe();
            Disposable first = one.enter("bob").subscribe();
            Disposable second = one.enter("bob").subscribe();
            one.enter("cat").subscribe();
            time.advanceTime();
            first.dispose();
            second.dispose();
            List<Turn> again = new ArrayList<>();
            Disposable better = one.enter("bob").subscribe(again::add);
            time.advanceTime();
            List<Turn> worse = new ArrayList<>();
            Disposable last = one.enter("bob").subscribe(worse::add);
            time.advanceTime();
            assertThat(again).first().isEqualTo(new Turn.Waiting(1, 2));
            assertThat(worse).containsExactly(new Turn.Waiting(2, 3));

            // A place that was taken and given up again is kept from then on; a user has no more than it left.
            time.advanceTimeBy(Duration.ofSeconds(9));
            better.dispose();
            time.advanceTimeBy(Duration.ofSeconds(9));
            again.clear();
            one.enter("bob").subscribe(again::add);
            time.advanceTime();
            assertThat(again).containsExactly(new Turn.Waiting(1, 3));
            last.dispose();
            time.advanceTimeBy(Duration.ofSeconds(10));
            worse.clear();
            one.enter("bob").subscribe(worse::add);
            time.advanceTime();
            assertThat(worse).containsExactly(new Turn.Waiting(3, 3));
        } finally {
            VirtualTimeScheduler.reset();
        }
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

    @Test
    void aClientThatWaitsKeepsItsInitialStateAndNoMore() {
        InMemoryGate one = new InMemoryGate(new GateLimits(2, 1, 5));
        ProxyLimits limits = ProxyLimits.builder().maxEarlyBytes(100_000).build();
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.gate(one).limits(limits));
                RawClient inside = house.connected("ann");
                RawClient waits = house.open("bob");
                RawClient whole = house.open("cat");
                RawClient half = house.open("dan")) {
            for (RawClient client : List.of(waits, whole, half)) {
                client.await(text -> text.contains("queue_position"));
            }
            String large = "x".repeat(60_000);
            waits.send("{\"type\":\"early\",\"data\":\"" + large + "\"}");
            whole.send("{\"type\":\"early\",\"data\":\"" + large + "\"}");
            whole.send("{\"type\":\"early\",\"data\":\"" + large + "\"}");
            assertThat(whole.closed().code()).isEqualTo(1008);
            assertThat(whole.closed().reasonText()).isEqualTo("Too much before there is a slot");
            // Also what no message has come of yet.
            half.send(new TextWebSocketFrame(false, 0, large));
            half.send(new ContinuationWebSocketFrame(false, 0, large));
            assertThat(half.closed().code()).isEqualTo(1008);
            ProxyHouse.await(() -> house.proxy.counters().open() == 2);

            // Who is inside may say what it likes, and so may the other one later.
            inside.send("{\"type\":\"late\",\"data\":\"" + "x".repeat(1_000_000) + "\"}");
            ProxyHouse.await(() -> has(house, "late"));
            waits.assertOpen();
            inside.closeWith(1000, "");
            waits.await(text -> text.contains("session_id"));
            waits.send("{\"type\":\"late\",\"data\":\"" + "x".repeat(1_000_000) + "\"}");
            ProxyHouse.await(() -> house.service.sessions().size() == 1 && has(house, "late"));
            assertThat(has(house, "early")).isTrue();
        }
    }

    private static boolean has(ProxyHouse house, String type) {
        return house.session().log().stream().anyMatch(message -> message.type().equals(type));
    }
}
