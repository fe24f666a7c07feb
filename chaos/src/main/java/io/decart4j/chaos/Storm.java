package io.decart4j.chaos;

import io.decart4j.testkit.Faults;
import io.decart4j.testkit.ImpairedRelay;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.NetworkImpairment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Faults, one after the other, each kind as often as the others. */
final class Storm {

    private static final Logger LOG = LoggerFactory.getLogger(Storm.class);

    private final LocalDecartServer server;
    private final ImpairedRelay relay;
    private final List<Subject> subjects;
    private final Random random;
    private final Tally tally;
    private final Deque<Fault> deck = new ArrayDeque<>();

    Storm(LocalDecartServer server, ImpairedRelay relay, List<Subject> subjects, Random random, Tally tally) {
        this.server = server;
        this.relay = relay;
        this.subjects = subjects;
        this.random = random;
        this.tally = tally;
    }

    /** Completes when it is over and everything is as it should be again. */
    Mono<Void> rage(Duration length) {
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(100 + random.nextInt(800))))
                .doOnNext(due -> next())
                .repeat()
                .take(length)
                .then(Mono.fromRunnable(this::abate));
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
            relay.impair(NetworkImpairment.NONE);
        });
    }

    private void abate() {
        relay.impair(NetworkImpairment.NONE);
        relay.outage(Duration.ZERO);
        server.faults().reset();
    }

    private Fault draw() {
        if (deck.isEmpty()) {
            List<Fault> all = new ArrayList<>(Arrays.asList(Fault.values()));
            Collections.shuffle(all, random);
            deck.addAll(all);
        }
        return deck.removeFirst();
    }

    /** Mostly one session; all of them now and then, and when that one is not there. */
    private Target target() {
        Subject one = subjects.get(random.nextInt(subjects.size()));
        boolean all = random.nextInt(4) == 0;
        Optional<Faults> session = all ? Optional.empty() : session(one).map(LocalSession::faults);
        return new Target(
                session.isPresent() ? one : null,
                subjects,
                session.orElse(server.faults()),
                server.faults(),
                relay,
                random);
    }

    private Optional<LocalSession> session(Subject of) {
        return of.life()
                .session()
                .sessionId()
                .flatMap(id -> server.sessions().stream()
                        .filter(session -> session.id().equals(id))
                        .findFirst());
    }
}
