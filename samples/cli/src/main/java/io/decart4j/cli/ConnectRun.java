package io.decart4j.cli;

import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.RealtimeSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One session from its beginning to its summary. */
final class ConnectRun {

    private static final Duration FRAMES_EVERY = Duration.ofSeconds(1);

    private final Console console;
    private final Printer printer;
    private final @Nullable Duration duration;
    private final @Nullable SavedFrames saved;
    private final Tally tally = new Tally();

    ConnectRun(Console console, Printer printer, @Nullable Duration duration, @Nullable SavedFrames saved) {
        this.console = console;
        this.printer = printer;
        this.duration = duration;
        this.saved = saved;
    }

    /**
     * Blocks until the session has ended.
     *
     * @throws SessionFailure when that was not in order
     */
    void run(RealtimeSession session) {
        CompletableFuture<SessionEvent.Ended> ended = session.events()
                .doOnNext(this::told)
                .ofType(SessionEvent.Ended.class)
                .last()
                .toFuture();
        CompletableFuture<Void> saving = save(session).toFuture();
        Disposable waiting = firstFrame(session).subscribe();
        Mono.firstWithSignal(
                        console.interrupt(),
                        session.connect().flatMap(this::untilAsked),
                        Mono.fromFuture(ended, true).then())
                // Why a session could not be opened is in its last event.
                .onErrorComplete()
                .then(session.disconnect())
                .block();
        waiting.dispose();
        Throwable failure = failure(ended, saving);
        if (saved != null) {
            saved.finish();
        }
        printer.print(tally.summary(failure == null, session.counters()));
        if (failure != null) {
            throw failure instanceof SessionFailure told ? told : new SessionFailure(failure);
        }
    }

    private @Nullable Throwable failure(CompletableFuture<SessionEvent.Ended> ended, CompletableFuture<Void> saving) {
        Throwable cause = ended.join().cause().orElse(null);
        if (cause == null && !tally.wasConnected()) {
            cause = new SessionFailure("interrupted before the session was connected");
        }
        return cause != null ? cause : saving.handle((nothing, e) -> e).join();
    }

    private void told(SessionEvent event) {
        tally.event(event);
        EventLines.of(event).ifPresent(printer::print);
    }

    /** Told once, with the time since the connect. */
    private Mono<Void> firstFrame(RealtimeSession session) {
        long began = System.nanoTime();
        return session.video(frame -> new Size(frame.width(), frame.height()))
                .next()
                .doOnNext(size -> {
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    printer.print(Line.of(
                                    "firstFrame",
                                    "first frame after " + millis + " ms: " + size.width() + "x" + size.height())
                            .with("ms", millis)
                            .with("width", size.width())
                            .with("height", size.height()));
                })
                // What ends the session is told by its events.
                .onErrorComplete()
                .then();
    }

    private Mono<Void> save(RealtimeSession session) {
        SavedFrames to = saved;
        return to == null ? Mono.empty() : session.video(to::see).then();
    }

    /** Completes at the end of the duration, at {@code quit}, or without a duration at the end of the input. */
    private Mono<Void> untilAsked(RealtimeSession session) {
        Throughput throughput = new Throughput();
        Mono<Void> counting = Flux.interval(FRAMES_EVERY)
                .onBackpressureDrop()
                .doOnNext(tick -> printer.print(throughput.line(session.counters())))
                .then();
        Mono<Void> typing = TypedLines.of(console.in())
                .map(Instruction::parse)
                .concatWith(duration == null ? Mono.empty() : Mono.never())
                .takeWhile(instruction -> !instruction.isQuit())
                .filter(instruction -> !instruction.isBlank())
                .concatMap(instruction -> carryOut(instruction, session))
                .then();
        Mono<Void> time = duration == null ? Mono.never() : Mono.delay(duration).then();
        return Mono.firstWithSignal(counting, typing, time);
    }

    private Mono<Void> carryOut(Instruction instruction, RealtimeSession session) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return instruction
                    .applyTo(session)
                    .doOnSuccess(done -> outcome(instruction, start, null))
                    .onErrorResume(e -> {
                        outcome(instruction, start, e);
                        return Mono.empty();
                    });
        });
    }

    private void outcome(Instruction instruction, long start, @Nullable Throwable e) {
        tally.command(e == null);
        String error = e == null ? null : Failure.textOfLine(e);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String said = instruction.command() + " " + instruction.argument();
        printer.print(Line.of("command", said.strip() + (error == null ? ": done in " + millis + " ms" : ": " + error))
                .with("command", instruction.command())
                .with("argument", instruction.argument())
                .with("ok", error == null)
                .with("ms", millis)
                .with("error", error));
    }
}
