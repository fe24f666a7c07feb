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
final class SteadyState {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final List<Integer> COLOURS = List.of(0xE02020, 0x20E020, 0x2020E0, 0xE0E020, 0x20E0E0, 0xE020E0);
    private static final int CODING = 90;

    private final Testbed testbed;
    private final LocalDecartServer server;
    private final List<SessionSlot> subjects;
    private final CancelledConnects cancelled;
    private final Tally tally;
    private final Broken broken;
    private final Map<SessionSlot, String> colours = new ConcurrentHashMap<>();

    SteadyState(Testbed testbed, List<SessionSlot> subjects, CancelledConnects cancelled, Tally tally, Broken broken) {
        this.testbed = testbed;
        this.server = testbed.server();
        this.subjects = subjects;
        this.cancelled = cancelled;
        this.tally = tally;
        this.broken = broken;
    }

    /** Looks at everything. Blocks until that is done. */
    void check(int number) {
        // What its user said last may still be on its way, and would be seen instead.
        becomes(() -> subjects.stream().allMatch(slot -> slot.openCommands() == 0), "commands do not end");
        becomes(() -> cancelled.open() == 0, "sessions that are given up are not cancelled");
        becomes(
                () -> subjects.stream().noneMatch(SessionSlot::goesOnWithoutPolicy),
                "a session goes on whose policy has thrown");
        int colour = COLOURS.get(number % COLOURS.size());
        all(slot -> obeys(slot, colour), "did not recover");
        new LastWord(server, broken, tally).check(subjects.get(number % subjects.size()), number);
        all(slot -> obeys(slot, colour), "did not recover");
        // And once more, now that it is known what is in force: that outlives a connection.
        List<String> before = subjects.stream().map(SteadyState::id).toList();
        server.faults().drop();
        all(
                slot -> shows(
                        slot,
                        frame -> !id(slot).equals(before.get(subjects.indexOf(slot))) && isTinted(slot, frame, colour)),
                "did not come back to what was in force");
        becomes(
                () -> server.sessions().size() == subjects.size(),
                "server's sessions: " + server.sessions().size());
        int needed = subjects.size() * testbed.peerConnectionsPerSession();
        becomes(
                () -> testbed.serverRuntime().openPeerConnections() == needed,
                "server's peer connections: " + testbed.serverRuntime().openPeerConnections());
        RecordingLeakDetector.collect().forEach(leak -> broken.add("leaked buffer: " + leak));
    }

    private void all(Function<SessionSlot, Mono<Void>> check, String otherwise) {
        Flux.fromIterable(subjects)
                .flatMap(
                        slot -> {
                            FrameFlow began = flow(slot);
                            return check.apply(slot).timeout(PATIENCE).onErrorResume(failure -> {
                                broken.add(slot.name() + " " + otherwise + " (" + failure.getMessage() + "; "
                                        + colours.get(slot) + "; meanwhile "
                                        + flow(slot).since(began) + "; at the server " + atServer(slot) + "): "
                                        + slot.observed().describe());
                                return Mono.empty();
                            });
                        },
                        subjects.size())
                .blockLast();
    }

    /** A prompt is taken and can be seen. */
    private Mono<Void> obeys(SessionSlot slot, int colour) {
        // Without an image, which would be seen too.
        SetInput tint = SetInput.prompt("tint #%06x".formatted(colour));
        return Mono.defer(() -> session(slot).set(tint))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, AGAIN))
                .then(shows(slot, frame -> isTinted(slot, frame, colour)));
    }

    private static Mono<Void> shows(SessionSlot slot, Predicate<VideoFrame> look) {
        return Flux.defer(() -> session(slot).video(look::test))
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

    private boolean isTinted(SessionSlot slot, VideoFrame frame, int colour) {
        int seen = Pixels.meanRgb(frame, TestPattern.PATCHES.get(3));
        colours.put(slot, "#%06x is seen, not #%06x".formatted(seen, colour));
        return Pixels.distance(seen, colour) < CODING;
    }

    private FrameFlow flow(SessionSlot slot) {
        return FrameFlow.of(
                session(slot).counters(),
                server.sessions().stream()
                        .filter(session -> session.id().equals(id(slot)))
                        .findFirst());
    }

    private String atServer(SessionSlot slot) {
        return server.sessions().stream()
                .filter(session -> session.id().equals(id(slot)))
                .map(session -> session.prompt() + " after "
                        + session.log().stream()
                                .map(message -> message.type() + " " + message.text())
                                .map(text -> text.substring(0, Math.min(text.length(), 120)))
                                .toList())
                .findFirst()
                .orElse("nothing");
    }

    private static RealtimeSession session(SessionSlot slot) {
        return slot.observed().session();
    }

    private static String id(SessionSlot slot) {
        return session(slot).sessionId().orElse("");
    }
}
