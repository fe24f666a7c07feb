package io.decart4j.benchmarks.rooms;

import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.RealtimeSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** Counts what a session receives, and has it acknowledge a command each second. */
final class Watch {

    private static final long MILLION = 1_000_000;
    private static final int TRIES = 20;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong longestGap = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong again = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final Mono<Void> commands;
    private final Disposable reading;
    private long lastFrame = System.nanoTime();
    private long framesBefore;
    private long acknowledgedBefore;
    private long againBefore;

    Watch(RealtimeSession session) {
        reading = session.video(this::count).subscribe();
        commands = Flux.interval(Duration.ofSeconds(1))
                .onBackpressureDrop()
                .takeUntilOther(end.asMono())
                .flatMap(number -> command(session, number), Integer.MAX_VALUE)
                .then()
                .cache();
        commands.subscribe();
    }

    long asked() {
        return asked.get();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    long failed() {
        return failed.get();
    }

    /** What happened since the last call. */
    Minute minute(Cut cut) throws IOException {
        long framesNow = frames.get();
        long acknowledgedNow = acknowledged.get();
        long againNow = again.get();
        Minute minute = Minute.read(
                cut.toString(),
                framesNow - framesBefore,
                longestGap.getAndSet(0) / MILLION,
                acknowledgedNow - acknowledgedBefore,
                againNow - againBefore);
        framesBefore = framesNow;
        acknowledgedBefore = acknowledgedNow;
        againBefore = againNow;
        return minute;
    }

    /** Asks no more, and waits for what was asked. */
    void stop(Duration patience) {
        end.tryEmitEmpty();
        commands.block(patience);
        reading.dispose();
    }

    /** Frames come one after the other. */
    private boolean count(VideoFrame frame) {
        long now = System.nanoTime();
        long gap = now - lastFrame;
        longestGap.accumulateAndGet(gap, Math::max);
        lastFrame = now;
        frames.incrementAndGet();
        return true;
    }

    private Mono<Void> command(RealtimeSession session, long number) {
        asked.incrementAndGet();
        return session.setPrompt(String.format(Locale.ROOT, "tint #%06x", number * 0x010305 & 0xffffff))
                .doOnSuccess(done -> acknowledged.incrementAndGet())
                .retryWhen(Retry.fixedDelay(TRIES, BETWEEN_TRIES).doBeforeRetry(lost -> again.incrementAndGet()))
                .onErrorResume(e -> {
                    System.err.println("a command failed: " + e);
                    failed.incrementAndGet();
                    return Mono.empty();
                });
    }
}
