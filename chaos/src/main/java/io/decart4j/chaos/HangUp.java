package io.decart4j.chaos;

import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A server that closes each connection as soon as it is up, for some seconds; clients may come again only so often. */
final class HangUp {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int CODE = 1011;

    private final LocalDecartServer server;
    private final int sessions;
    private final Tally tally;
    private final Broken broken;
    private final AtomicBoolean running = new AtomicBoolean();

    /** @param sessions that are there all the time */
    HangUp(LocalDecartServer server, int sessions, Tally tally, Broken broken) {
        this.server = server;
        this.sessions = sessions;
        this.tally = tally;
        this.broken = broken;
    }

    /** Begins, unless it is going on already. */
    void begin(Duration length) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        AtomicLong opened = new AtomicLong();
        long others = comers();
        server.newSessions()
                .doOnNext(session -> opened.incrementAndGet())
                .flatMap(session ->
                        isUp(session).doOnSuccess(up -> session.faults().close(CODE, "chaos")))
                .take(length)
                .doFinally(end -> {
                    check(opened.get(), sessions + comers() - others, length);
                    running.set(false);
                })
                .subscribe();
        server.faults().close(CODE, "chaos");
    }

    /** Completes when it does so no more. */
    Mono<Void> over() {
        return Flux.interval(Duration.ZERO, LOOK)
                .onBackpressureDrop()
                .takeUntil(tick -> !running.get())
                .then();
    }

    /** Its first picture has gone back; empty too when it is gone before. */
    private static Mono<Void> isUp(LocalSession session) {
        return Flux.interval(LOOK)
                .onBackpressureDrop()
                .takeUntil(tick -> session.framesSent() > 0)
                .takeUntilOther(session.closed())
                .then();
    }

    /** Sessions that began so far, those that are cancelled at random among them. */
    private long comers() {
        return tally.sessions.sum() + tally.cancelledConnects.sum();
    }

    private void check(long opened, long by, Duration length) {
        // Who was in the middle of it when it began counts too.
        long most = (by + CancelledConnects.AT_A_TIME) * RetryRule.mostAttempts(length);
        tally.hungUp.add(opened);
        if (opened > most) {
            broken.add("%d connections of %d sessions in %s to a server that hangs up, more than %d"
                    .formatted(opened, by, length, most));
        }
    }
}
