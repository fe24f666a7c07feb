package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.testkit.Break;
import io.decart4j.testkit.Faults;
import io.decart4j.testkit.HandshakePhase;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ProcessGauges;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Sessions that are cancelled at any moment of their first seconds, while the server cuts at random too, and what must hold then. */
final class RandomCancels {

    private static final int SESSIONS = Targets.sessions(60);
    private static final int AT_A_TIME = 10;
    private static final int WARM = 6;
    private static final int LATEST_MILLIS = 3000;
    private static final List<HandshakePhase> PHASES = List.of(HandshakePhase.values());

    /** Event loops and the JVM open some when they are first used; a session has more than one. */
    private static final int DESCRIPTORS = SESSIONS / 2;

    private final LocalDecartServer server;
    private final DecartClient client;
    private final Supplier<ConnectOptions> options;
    private final Random random = new Random(20_261_130);
    private final AtomicInteger connected = new AtomicInteger();
    private final Queue<Throwable> untyped = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();

    RandomCancels(LocalDecartServer server, DecartClient client, Supplier<ConnectOptions> options) {
        this.server = server;
        this.client = client;
        this.options = options;
    }

    /** Blocks until all is over; what is left of sessions is the caller's to look at, once client and server are closed. */
    void run() {
        cancel(WARM);
        long files = ProcessGauges.read().files();
        Hooks.onErrorDropped(dropped::add);
        try {
            Disposable faults = Mono.defer(() -> Mono.delay(Duration.ofMillis(50 + random.nextInt(300))))
                    .doOnNext(due -> fault())
                    .repeat()
                    .subscribe();
            cancel(SESSIONS);
            faults.dispose();
            server.faults().reset();
            nothingIsOpen();
            workersAnswer();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        System.out.printf(
                "RandomCancels: %d sessions, %d of them were connected, open files %d, then %d%n",
                SESSIONS, connected.get(), files, ProcessGauges.read().files());
        assertThat(untyped).isEmpty();
        assertThat(dropped).isEmpty();
        assertThat(connected.get()).isBetween(1, SESSIONS + WARM);
        assertThat(ProcessGauges.read().files()).isLessThanOrEqualTo(files + DESCRIPTORS);
    }

    private void cancel(int sessions) {
        Flux.range(0, sessions).flatMap(this::cancelled, AT_A_TIME).blockLast(Duration.ofMinutes(20));
    }

    /** One that its user leaves: it is opened in three ways that are cancelled, at times when it is connected. */
    private Mono<Long> cancelled(int number) {
        Disposable use = use(number);
        return Mono.delay(Duration.ofMillis(random.nextInt(LATEST_MILLIS))).doOnNext(due -> use.dispose());
    }

    private Disposable use(int number) {
        Flux<?> use = switch (number % 3) {
            case 0 ->
                client.realtime().withSession(options.get(), session -> {
                    connected.incrementAndGet();
                    return session.video(frame -> frame.width());
                });
            case 1 ->
                Flux.usingWhen(
                        client.realtime().connect(options.get()),
                        session -> {
                            connected.incrementAndGet();
                            return session.setPrompt("noir").onErrorComplete().thenMany(session.events());
                        },
                        RealtimeSession::disconnect);
            default -> connecting();
        };
        return use.subscribe(value -> {}, failure -> {
            if (!(failure instanceof DecartException)) {
                untyped.add(failure);
            }
        });
    }

    /** Whoever has got the session has to end it, also when it comes at the moment of the cancel. */
    private Flux<?> connecting() {
        return Flux.from(client.realtime().connect(options.get()).doOnNext(session -> {
            connected.incrementAndGet();
            session.disconnect().subscribe();
        }));
    }

    /** Mostly one session is hit: those that are long in coming would never be there if it were always all. */
    private void fault() {
        List<LocalSession> there = server.sessions();
        switch (random.nextInt(7)) {
            case 0 -> server.faults().drop();
            case 1 -> server.faults().refuseNext(1);
            case 2 -> server.faults().breakNext(1, PHASES.get(random.nextInt(PHASES.size())), Break.DROP);
            default -> {
                if (!there.isEmpty()) {
                    fault(there.get(random.nextInt(there.size())).faults());
                }
            }
        }
    }

    private void fault(Faults one) {
        switch (random.nextInt(4)) {
            case 0 -> one.drop();
            case 1 -> one.close(1011, "scripted");
            case 2 -> one.closePeer();
            default -> one.endBehindMedia("timeout", Duration.ofMillis(random.nextInt(250)));
        }
    }

    private void nothingIsOpen() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(
                        tick -> server.sessions().isEmpty() && client.runtime().openPeerConnections() == 0)
                .blockLast(Duration.ofSeconds(30));
    }

    /** A worker that is blocked once is blocked for everybody in the process. */
    private static void workersAnswer() {
        Flux.fromStream(IntStream.range(0, 2 * Schedulers.DEFAULT_POOL_SIZE).boxed())
                .flatMap(n -> Mono.just(n).subscribeOn(Schedulers.parallel()), Integer.MAX_VALUE)
                .blockLast(Duration.ofSeconds(1));
    }
}
