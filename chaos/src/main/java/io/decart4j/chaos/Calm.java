package io.decart4j.chaos;

import io.decart4j.input.SetInput;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.Pixels;
import io.decart4j.testkit.RecordingLeakDetector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What must hold once the faults are over: every session comes back, with pictures, and nothing more than it needs is there. */
final class Calm {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final List<Integer> COLOURS = List.of(0xE02020, 0x20E020, 0x2020E0, 0xE0E020, 0x20E0E0, 0xE020E0);
    private static final int CODING = 90;

    private final Ground ground;
    private final LocalDecartServer server;
    private final List<Subject> subjects;
    private final CancelledConnects cancelled;
    private final Tally tally;
    private final Broken broken;
    private final Map<Subject, String> colours = new ConcurrentHashMap<>();

    Calm(Ground ground, List<Subject> subjects, CancelledConnects cancelled, Tally tally, Broken broken) {
        this.ground = ground;
        this.server = ground.server();
        this.subjects = subjects;
        this.cancelled = cancelled;
        this.tally = tally;
        this.broken = broken;
    }

    /** Looks at everything. Blocks until that is done. */
    void check(int number) {
        // What its user said last may still be on its way, and would be seen instead.
        becomes(() -> subjects.stream().allMatch(subject -> subject.openCommands() == 0), "commands do not end");
        becomes(() -> cancelled.open() == 0, "sessions that are given up are not cancelled");
        becomes(
                () -> subjects.stream().noneMatch(Subject::goesOnWithoutPolicy),
                "a session goes on whose policy has thrown");
        int colour = COLOURS.get(number % COLOURS.size());
        all(subject -> obeys(subject, colour), "did not recover");
        new LastWord(server, broken, tally).check(subjects.get(number % subjects.size()), number);
        all(subject -> obeys(subject, colour), "did not recover");
        // And once more, now that it is known what is in force: that outlives a connection.
        List<String> before = subjects.stream().map(Calm::id).toList();
        server.faults().drop();
        all(
                subject -> shows(
                        subject,
                        frame -> !id(subject).equals(before.get(subjects.indexOf(subject)))
                                && isTinted(subject, frame, colour)),
                "did not come back to what was in force");
        becomes(
                () -> server.sessions().size() == subjects.size(),
                "server's sessions: " + server.sessions().size());
        int needed = subjects.size() * ground.peerConnectionsPerSession();
        becomes(
                () -> ground.serverRuntime().openPeerConnections() == needed,
                "server's peer connections: " + ground.serverRuntime().openPeerConnections());
        RecordingLeakDetector.collect().forEach(leak -> broken.add("leaked buffer: " + leak));
    }

    private void all(Function<Subject, Mono<Void>> check, String otherwise) {
        Flux.fromIterable(subjects)
                .flatMap(
                        subject -> {
                            FrameFlow began = flow(subject);
                            return check.apply(subject).timeout(PATIENCE).onErrorResume(failure -> {
                                broken.add(subject.name() + " " + otherwise + " (" + failure.getMessage() + "; "
                                        + colours.get(subject) + "; meanwhile "
                                        + flow(subject).since(began) + "; at the server " + atServer(subject) + "): "
                                        + subject.life().describe());
                                return Mono.empty();
                            });
                        },
                        subjects.size())
                .blockLast();
    }

    /** A prompt is taken and can be seen. */
    private Mono<Void> obeys(Subject subject, int colour) {
        // Without an image, which would be seen too.
        SetInput tint = SetInput.prompt("tint #%06x".formatted(colour));
        return Mono.defer(() -> session(subject).set(tint))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN))
                .then(shows(subject, frame -> isTinted(subject, frame, colour)));
    }

    private static Mono<Void> shows(Subject subject, Predicate<VideoFrame> look) {
        return Flux.defer(() -> session(subject).video(look::test))
                .repeatWhen(ends -> ends.delayElements(AGAIN)) // another session may take its place
                .filter(fits -> fits)
                .next()
                .then();
    }

    private void becomes(BooleanSupplier condition, String otherwise) {
        boolean became = Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .onBackpressureDrop()
                .any(tick -> condition.getAsBoolean())
                .timeout(PATIENCE, Mono.just(false))
                .blockOptional()
                .orElse(false);
        if (!became) {
            broken.add(otherwise);
        }
    }

    private boolean isTinted(Subject subject, VideoFrame frame, int colour) {
        int seen = Pixels.meanRgb(frame, TestPattern.PATCHES.get(3));
        colours.put(subject, "#%06x is seen, not #%06x".formatted(seen, colour));
        return Pixels.distance(seen, colour) < CODING;
    }

    private FrameFlow flow(Subject subject) {
        return FrameFlow.of(
                session(subject).counters(),
                server.sessions().stream()
                        .filter(session -> session.id().equals(id(subject)))
                        .findFirst());
    }

    private String atServer(Subject subject) {
        return server.sessions().stream()
                .filter(session -> session.id().equals(id(subject)))
                .map(session -> session.prompt() + " after "
                        + session.log().stream()
                                .map(message -> message.type() + " " + message.text())
                                .map(text -> text.substring(0, Math.min(text.length(), 120)))
                                .toList())
                .findFirst()
                .orElse("nothing");
    }

    private static RealtimeSession session(Subject subject) {
        return subject.life().session();
    }

    private static String id(Subject subject) {
        return session(subject).sessionId().orElse("");
    }
}
