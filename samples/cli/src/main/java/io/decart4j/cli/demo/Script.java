package io.decart4j.cli.demo;

import io.decart4j.error.CommandException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetInput;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.testkit.LocalDecartServer;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** The steps of the demo. */
final class Script {

    private static final int ORANGE = 0xFF8800;

    private final RealtimeSession session;
    private final LocalDecartServer server;

    Script(RealtimeSession session, LocalDecartServer server) {
        this.session = session;
        this.server = server;
    }

    List<Step> steps() {
        BufferedImage picture = ReferencePicture.draw();
        ImageSource reference = ImageSource.of(ReferencePicture.png(picture));
        return List.of(
                step(
                        "connect",
                        "(no prompt: the video passes unchanged)",
                        Mono.just("connected"),
                        Appearance.unchanged()),
                step("prompt", "noir", told(session.setPrompt("noir")), Appearance.grey()),
                new Step(
                        "reference image",
                        "noir + reference image",
                        told(session.setImage(reference)),
                        Appearance.tinted(ReferencePicture.MEAN),
                        picture),
                step("image cleared", "noir", told(session.setImage(ImageSource.clear())), Appearance.grey()),
                step(
                        "set",
                        "tint #ff8800",
                        told(session.set(SetInput.prompt("tint #ff8800"))),
                        Appearance.tinted(ORANGE)),
                step("prompt", "invert", told(session.setPrompt("invert")), Appearance.inverted()),
                step("refused prompt", "invert (\"a forbidden scene\" refused)", refused(), Appearance.inverted()),
                step("socket cut", "invert (after the reconnect)", cut(), Appearance.inverted()));
    }

    private static Step step(String title, String caption, Mono<String> action, Predicate<VideoFrame> appearance) {
        return new Step(title, caption, action, appearance, null);
    }

    private static Mono<String> told(Mono<Void> command) {
        return Mono.defer(() -> {
            long start = System.nanoTime();
            return command.then(Mono.fromSupplier(() -> "acknowledged after " + since(start)));
        });
    }

    private Mono<String> refused() {
        return session.setPrompt("a forbidden scene")
                .then(Mono.<String>error(() -> new DemoFailure("the prompt was not refused")))
                .onErrorResume(
                        CommandException.class,
                        e -> e.reason() == CommandException.Reason.REJECTED
                                        && e.getMessage()
                                                .toLowerCase(Locale.ROOT)
                                                .contains("moderation")
                                ? Mono.just("refused: " + e.getMessage())
                                : Mono.error(e));
    }

    /** Resets the server's socket and waits for the way back to a connected state. */
    private Mono<String> cut() {
        return Mono.defer(() -> {
            String before = session.sessionId().orElse("");
            long start = System.nanoTime();
            List<String> way = new ArrayList<>();
            return session.events()
                    .doOnSubscribe(subscribed -> server.faults().drop())
                    .ofType(SessionEvent.ConnectionChange.class)
                    .map(SessionEvent.ConnectionChange::state)
                    .skipUntil(state -> state == ConnectionState.RECONNECTING)
                    .doOnNext(state -> way.add(state.wireName()))
                    .filter(ConnectionState::isConnected)
                    .next()
                    .switchIfEmpty(Mono.error(() -> new DemoFailure("the session ended instead of reconnecting")))
                    .map(state -> {
                        if (session.sessionId().orElse("").equals(before)) {
                            throw new DemoFailure("the server did not open a new session");
                        }
                        return String.join(", ", way) + " after " + since(start);
                    });
        });
    }

    private static String since(long start) {
        return (System.nanoTime() - start) / 1_000_000 + " ms";
    }
}
