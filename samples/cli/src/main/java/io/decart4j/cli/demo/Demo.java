package io.decart4j.cli.demo;

import io.decart4j.livekit.server.LiveKitAccess;
import io.decart4j.media.meter.FrameFigures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The demo as a whole. */
public final class Demo {

    private static final Duration STEP_LIMIT = Duration.ofSeconds(12);
    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final PrintStream out;
    private final boolean terminal;
    private final Path folder;
    private final Mono<Void> interrupt;
    private final @Nullable LiveKitAccess livekit;

    /**
     * A demo that has not begun.
     *
     * @param terminal whether {@code out} is a terminal
     * @param folder where the contact sheet is written
     * @param interrupt ends it early, as a failure
     * @param livekit for media through its rooms; null for direct ones
     */
    public Demo(PrintStream out, boolean terminal, Path folder, Mono<Void> interrupt, @Nullable LiveKitAccess livekit) {
        this.livekit = livekit;
        this.out = out;
        this.terminal = terminal;
        this.folder = folder;
        this.interrupt = interrupt;
    }

    /**
     * Blocks until it is over.
     *
     * @return whether every step did what it should
     * @throws IOException when the contact sheet cannot be written
     */
    public boolean run() throws IOException {
        Fonts fonts = Fonts.ofHost();
        out.println("decart4j demo: a server and a client in this program, real WebRTC video between them,");
        out.println(livekit == null ? "directly." : "through a room of a livekit-server.");
        long start = System.nanoTime();
        Performance performance = play(start);
        List<Outcome> outcomes = performance.outcomes();
        Path sheet = Files.createDirectories(folder).resolve("contact-sheet.png");
        new ContactSheet(fonts).write(outcomes, sheet);
        boolean ok = outcomes.stream().allMatch(Outcome::ok);
        SummaryTable.print(outcomes, (System.nanoTime() - start) / 1e9, performance.figures(), out);
        out.println("contact sheet: " + sheet.toAbsolutePath());
        return ok;
    }

    private Performance play(long start) {
        try (Stage stage = new Stage(livekit)) {
            List<Step> steps = new Script(stage.session(), stage.server()).steps();
            StatusLine status = new StatusLine(out, terminal);
            Disposable live = Disposables.composite(status.follow(stage.session()), stage.measure());
            try {
                Mono<List<Outcome>> played = stage.session()
                        .connect()
                        .timeout(STEP_LIMIT)
                        .onErrorMap(TimeoutException.class, e -> new DemoFailure("no connection within 12 s", e))
                        .thenMany(Flux.range(1, steps.size()))
                        .concatMap(number -> stage.play(steps.get(number - 1), number, limit(start))
                                .doOnNext(outcome -> status.say(SummaryTable.progress(outcome, steps.size()))))
                        .collectList();
                Mono<List<Outcome>> interrupted =
                        interrupt.then(Mono.error(() -> new DemoFailure("the demo was interrupted")));
                List<Outcome> outcomes = Objects.requireNonNull(
                        Mono.firstWithSignal(played, interrupted).block());
                return new Performance(outcomes, stage.figures());
            } finally {
                live.dispose();
                status.clear();
            }
        }
    }

    private record Performance(List<Outcome> outcomes, FrameFigures figures) {}

    /** What a step may take, so that the demo as a whole stays within its limit also when everything fails. */
    private static Duration limit(long start) {
        Duration left = LIMIT.minusNanos(System.nanoTime() - start);
        Duration least = Duration.ofMillis(1);
        Duration bounded = left.compareTo(STEP_LIMIT) < 0 ? left : STEP_LIMIT;
        return bounded.compareTo(least) < 0 ? least : bounded;
    }
}
