package io.decart4j.chaos;

import io.decart4j.reactor.Transport;
import io.decart4j.testkit.Faults;
import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Faults, one after the other, each kind as often as the others. */
final class FaultInjector {

    private static final Logger LOG = LoggerFactory.getLogger(FaultInjector.class);

    private static final int PAUSE = 800;
    /** It takes about a second to be in a room, and only who is in one has something to lose. */
    private static final int ROOM_PAUSE = 3000;

    private final Testbed testbed;
    private final Transport transport;
    private final int longestPause;
    private final List<SessionSlot> subjects;
    private final HangUp hangUp;
    private final Random random;
    private final Tally tally;
    private final Deque<Fault> deck = new ArrayDeque<>();

    FaultInjector(
            Testbed testbed,
            Transport transport,
            List<SessionSlot> subjects,
            HangUp hangUp,
            Random random,
            Tally tally) {
        this.testbed = testbed;
        this.transport = transport;
        this.longestPause = transport == Transport.DIRECT ? PAUSE : ROOM_PAUSE;
        this.subjects = subjects;
        this.hangUp = hangUp;
        this.random = random;
        this.tally = tally;
    }

    /** Completes when it is over and everything is as it should be again. */
    Mono<Void> inject(Duration length) {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(100 + random.nextInt(longestPause))))
                .doOnNext(due -> next())
                .repeat()
                .take(length)
                .then(Mono.defer(testbed::healed))
                .then(Mono.defer(hangUp::over))
                .doOnSuccess(healed -> testbed.server().faults().reset());
    }

    private void next() {
        Fault fault = draw();
        Target target = target();
        LOG.debug(
                "{} for {}", fault, target.one() == null ? "all" : target.one().name());
        tally.injected(fault).increment();
        fault.on(target);
        Mono.delay(Duration.ofMillis(300 + random.nextInt(2500))).subscribe(due -> {
            target.faults().reset();
            testbed.heal();
        });
    }

    private Fault draw() {
        if (deck.isEmpty()) {
            List<Fault> all = new ArrayList<>(Fault.on(transport));
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.removeFirst();
    }

    /** Mostly one session; all of them now and then, and when that one is not there. */
    private Target target() {
        SessionSlot one = subjects.get(random.nextInt(subjects.size()));
        boolean all = random.nextInt(4) == 0;
        Optional<Faults> session = all ? Optional.empty() : session(one).map(LocalSession::faults);
        return new Target(
                session.isPresent() ? one : null,
                subjects,
                session.orElse(testbed.server().faults()),
                testbed.server().faults(),
                testbed,
                hangUp,
                random);
    }

    private Optional<LocalSession> session(SessionSlot of) {
        return testbed.server().sessions().stream().filter(of::is).findFirst();
    }
}
