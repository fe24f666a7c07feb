package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.quota.RealtimeQuota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A gate that takes the service's limit, in a time that the test steps. */
class ServiceLimitTest {

    private static final GateLimits OWN = new GateLimits(1, 3, 10);

    private final AtomicInteger asked = new AtomicInteger();
    private final InMemoryGate gate = new InMemoryGate(OWN, ServiceLimit.of(Mono.defer(this::ask)));
    private Mono<RealtimeQuota> answer = limit(OptionalInt.of(1));
    private VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @BeforeEach
    void begin() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    private Mono<RealtimeQuota> ask() {
        asked.incrementAndGet();
        return answer;
    }

    private static Mono<RealtimeQuota> limit(OptionalInt limit) {
        return Mono.just(new RealtimeQuota(limit, OptionalInt.empty(), OptionalInt.empty()));
    }

    private List<Turn> enter(String user, List<Disposable> tickets) {
        List<Turn> turns = new ArrayList<>();
        tickets.add(gate.enter(user).subscribe(turns::add));
        time.advanceTime();
        return turns;
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    @Test
    void theSmallerOfBothCountsHolds() {
        List<Disposable> tickets = new ArrayList<>();
        assertThat(enter("ann", tickets)).containsExactly(new Turn.Admitted());
        List<Turn> bob = enter("bob", tickets);
        assertThat(bob).containsExactly(new Turn.Waiting(1, 1));

        answer = limit(OptionalInt.of(100));
        enter("cat", tickets);
        enter("dan", tickets);
        pass(Duration.ofSeconds(30));
        assertThat(bob).endsWith(new Turn.Admitted());
        assertThat(gate.admitted()).isEqualTo(3);
        assertThat(gate.waiting()).isEqualTo(1);

        tickets.forEach(Disposable::dispose);
        assertThat(gate.admitted() + gate.waiting()).isZero();
    }

    @Test
    void withoutALimitOfTheServiceThatOfTheGateHolds() {
        answer = limit(OptionalInt.empty());
        List<Disposable> tickets = new ArrayList<>();
        for (String user : List.of("ann", "bob", "cat", "dan")) {
            enter(user, tickets);
        }
        assertThat(gate.admitted()).isEqualTo(3);
    }

    @Test
    void itIsAskedEachThirtySecondsWhileSomebodyIsThereAndNoLonger() {
        List<Disposable> tickets = new ArrayList<>();
        enter("ann", tickets);
        enter("bob", tickets);
        pass(Duration.ofSeconds(29));
        assertThat(asked).hasValue(1);
        pass(Duration.ofSeconds(61));
        assertThat(asked).hasValue(4);

        tickets.forEach(Disposable::dispose);
        pass(Duration.ofMinutes(10));
        assertThat(asked).hasValue(4);
        enter("cat", tickets);
        assertThat(asked).hasValue(5);
    }

    @Test
    void whenTheServiceDoesNotAnswerTheLastLimitGoesOn() {
        List<Disposable> tickets = new ArrayList<>();
        enter("ann", tickets);
        List<Turn> bob = enter("bob", tickets);
        answer = Mono.error(new IllegalStateException("away"));
        pass(Duration.ofSeconds(30));
        answer = Mono.never();
        pass(Duration.ofMinutes(5));
        assertThat(bob).containsExactly(new Turn.Waiting(1, 1));

        answer = limit(OptionalInt.of(2));
        pass(Duration.ofSeconds(60)); // the question that has no answer is given up, the next one has
        assertThat(bob).endsWith(new Turn.Admitted());
    }

    @Test
    void nobodyIsAdmittedBeforeTheFirstAnswer() {
        Sinks.One<RealtimeQuota> late = Sinks.one();
        answer = late.asMono();
        List<Disposable> tickets = new ArrayList<>();
        List<Turn> ann = enter("ann", tickets);
        List<Turn> bob = enter("bob", tickets);
        pass(Duration.ofSeconds(4));
        assertThat(ann).isEmpty();

        late.tryEmitValue(new RealtimeQuota(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty()));
        time.advanceTime();
        assertThat(ann).containsExactly(new Turn.Admitted());
        assertThat(bob).containsExactly(new Turn.Waiting(1, 1));
    }

    @Test
    void aServiceThatDoesNotAnswerTheFirstQuestionSetsNoLimit() {
        answer = Mono.never();
        List<Disposable> tickets = new ArrayList<>();
        List<Turn> ann = enter("ann", tickets);
        List<Turn> bob = enter("bob", tickets);
        pass(Duration.ofSeconds(5));
        assertThat(ann).containsExactly(new Turn.Admitted());
        assertThat(bob).containsExactly(new Turn.Admitted());
    }

    /** Who is let in earlier meets the service's refusal. */
    @Test
    void aPlaceThatIsGivenBackIsFreeWhenTheServiceNoLongerCountsIt() {
        List<Disposable> tickets = new ArrayList<>();
        enter("ann", tickets);
        List<Turn> bob = enter("bob", tickets);
        tickets.get(0).dispose();
        assertThat(enter("ann", tickets)).endsWith(new Turn.Waiting(2, 2)); // as a user it has left
        pass(Duration.ofMillis(5_999));
        assertThat(bob).containsExactly(new Turn.Waiting(1, 1));
        pass(Duration.ofMillis(1));
        assertThat(bob).endsWith(new Turn.Admitted());
    }

    @Test
    void whoIsInsideStaysWhenTheLimitFalls() {
        answer = limit(OptionalInt.of(3));
        List<Disposable> tickets = new ArrayList<>();
        List<Turn> ann = enter("ann", tickets);
        enter("bob", tickets);
        answer = limit(OptionalInt.of(0));
        pass(Duration.ofSeconds(30));
        assertThat(ann).containsExactly(new Turn.Admitted());
        assertThat(gate.admitted()).isEqualTo(2);

        tickets.get(1).dispose();
        assertThat(enter("cat", tickets)).containsExactly(new Turn.Waiting(1, 1));
    }
}
