package io.decart4j.chaos;

import io.decart4j.error.DecartException;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sessions that their users give up at any moment of their first seconds: before they are connected, at that moment, after it. */
final class CancelledConnects {

    static final int AT_A_TIME = 3;
    private static final int LATEST_MILLIS = 3000;
    private static final int PAUSE = 1500;
    /** As the faults there: it takes about a second to be in a room. */
    private static final int ROOM_PAUSE = 4000;

    private final DecartClient client;
    private final Transport transport;
    private final Random random;
    private final Tally tally;
    private final Broken broken;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean pausing = true;

    CancelledConnects(DecartClient client, Transport transport, Random random, Tally tally, Broken broken) {
        this.client = client;
        this.transport = transport;
        this.random = random;
        this.tally = tally;
        this.broken = broken;
    }

    /** Works until disposed of, with breaks. */
    Disposable work() {
        int pause = transport == Transport.DIRECT ? PAUSE : ROOM_PAUSE;
        return Mono.defer(() -> Mono.delay(Duration.ofMillis(10 + random.nextInt(pause))))
                .doOnNext(due -> {
                    if (!pausing && open.get() < AT_A_TIME) {
                        begin();
                    }
                })
                .repeat()
                .subscribe();
    }

    void pause(boolean pause) {
        pausing = pause;
    }

    /** How many are not cancelled yet. */
    int open() {
        return open.get();
    }

    private void begin() {
        open.incrementAndGet();
        tally.cancelledConnects.increment();
        Disposable use = use().subscribe(value -> {}, failure -> {
            if (!(failure instanceof DecartException)) {
                broken.add("a session that is given up failed with " + failure);
            }
        });
        Mono.delay(Duration.ofMillis(random.nextInt(LATEST_MILLIS))).subscribe(due -> {
            use.dispose();
            open.decrementAndGet();
        });
    }

    private Flux<?> use() {
        var options = SessionSlot.options(transport, new RetryRule().policy()).build();
        return switch (random.nextInt(3)) {
            case 0 -> client.realtime().withSession(options, session -> session.video(frame -> frame.width()));
            case 1 ->
                client.realtime()
                        .withSession(
                                options,
                                session -> session.setPrompt("noir")
                                        .onErrorComplete()
                                        .thenMany(session.events()));
            // Whoever has got a session has to end it.
            default ->
                client.realtime()
                        .connect(options)
                        .doOnNext(session -> session.disconnect().subscribe())
                        .flux();
        };
    }
}
