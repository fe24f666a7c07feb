package io.decart4j.chaos;

import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.RecordingLeakDetector;
import io.decart4j.testkit.RelayCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;

/** Some sessions on a testbed, users who command, and faults. */
final class ChaosRun {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosRun.class);
    private static final Duration END = Duration.ofSeconds(30);

    private final Scenario scenario;
    private final Tally tally = new Tally();
    private final Broken broken = new Broken();
    private final List<Gauges> gauges = new ArrayList<>();

    ChaosRun(Scenario scenario) {
        this.scenario = scenario;
    }

    /** Blocks until it is over. */
    Report run() {
        long began = System.nanoTime();
        Hooks.onErrorDropped(this::dropped);
        Leftovers before = Leftovers.snapshot();
        Optional<RelayCounts> packets;
        int perSession;
        try (Testbed testbed = Testbed.open(scenario)) {
            play(testbed);
            packets = testbed.packets();
            perSession = 2 * testbed.peerConnectionsPerSession();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        leftOver(before);
        Growth.of(gauges, perSession * (tally.sessions.sum() + tally.reconnects.sum()))
                .forEach(broken::add);
        return new Report(
                scenario,
                Duration.ofNanos(System.nanoTime() - began),
                tally,
                packets,
                List.copyOf(gauges),
                broken.found());
    }

    /** Reactor has nobody to tell: a mistake that nobody sees, whatever it is. */
    private void dropped(Throwable error) {
        LOG.error("dropped here: {}", error.toString(), new Throwable(error));
        broken.add("an error that nobody takes: " + error);
    }

    private void play(Testbed testbed) {
        Random random = new Random(scenario.seed());
        List<SessionSlot> subjects = IntStream.range(0, scenario.sessions())
                .mapToObj(i -> new SessionSlot(
                        "session " + i, testbed.client(), scenario.transport(), i % 2 == 1, tally, broken))
                .toList();
        List<User> users = subjects.stream()
                .map(subject -> new User(subject, new Random(random.nextLong())))
                .toList();
        HangUp hangUp = new HangUp(testbed.server(), subjects.size(), tally, broken);
        FaultInjector faults = new FaultInjector(
                testbed, scenario.transport(), subjects, hangUp, new Random(random.nextLong()), tally);
        CancelledConnects cancelled = new CancelledConnects(
                testbed.client(), scenario.transport(), new Random(random.nextLong()), tally, broken);
        SteadyState steadyState = new SteadyState(testbed, subjects, cancelled, tally, broken);
        subjects.forEach(SessionSlot::open);
        List<Disposable> work = Stream.concat(users.stream().map(User::work), Stream.of(cancelled.work()))
                .toList();
        long ends = System.nanoTime() + scenario.duration().toNanos();
        for (int i = 0; ends - System.nanoTime() > 0; i++) {
            users.forEach(user -> user.pause(false));
            cancelled.pause(false);
            Duration left = Duration.ofNanos(ends - System.nanoTime());
            faults.inject(left.compareTo(scenario.faults()) < 0 ? left : scenario.faults())
                    .block();
            users.forEach(user -> user.pause(true));
            cancelled.pause(true);
            subjects.forEach(subject -> subject.observed().retries().spare());
            steadyState.check(i);
            // They were slow also while everybody had to recover.
            subjects.forEach(subject -> subject.observed().usersCode().letGo());
            tally.breaks.increment();
            gauges.add(Gauges.read());
            LOG.info(
                    "break {}: {}, {} reconnects, {} broken",
                    i + 1,
                    gauges.get(i),
                    tally.reconnects,
                    broken.found().size());
        }
        work.forEach(Disposable::dispose);
        Flux.fromIterable(subjects)
                .flatMap(SessionSlot::stop, subjects.size())
                .then()
                .timeout(END)
                .doOnError(e -> broken.add("sessions do not end: " + e))
                .onErrorComplete()
                .block();
        subjects.stream()
                .filter(subject -> subject.openCommands() > 0)
                .forEach(subject -> broken.add(subject.name() + ": has ended, and a command has not"));
        // Its calls come on a thread of their own.
        Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> testbed.instrumentation().open() == 0)
                .take(END)
                .blockLast();
        if (testbed.instrumentation().open() != 0) {
            broken.add("sessions that have not ended for the instrumentation: "
                    + testbed.instrumentation().open());
        }
    }

    private void leftOver(Leftovers before) {
        try {
            before.assertNone();
        } catch (AssertionError left) {
            broken.add(String.valueOf(left.getMessage()));
        }
        RecordingLeakDetector.collect().forEach(leak -> broken.add("leaked buffer: " + leak));
    }
}
