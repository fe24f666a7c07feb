package io.decart4j.chaos;

import io.decart4j.input.InitialState;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalSession;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One session after the other: when one has ended, the next takes its place, until the subject is stopped. */
final class SessionSlot {

    static final SessionTimeouts TIMEOUTS = SessionTimeouts.builder()
            .webSocket(Duration.ofSeconds(3))
            .initialState(Duration.ofSeconds(2))
            .connect(Duration.ofSeconds(6))
            .prompt(Duration.ofSeconds(2))
            .image(Duration.ofSeconds(3))
            .mediaGrace(Duration.ofMillis(500))
            .liveness(Duration.ofMillis(500), Duration.ofMillis(1500))
            .build();

    private static final RealtimeModel MODEL = new RealtimeModel("lucy-2.1", "/v1/stream", 15, 320, 180);

    /** How late the effect of a fault can be that ends a session: behind a silence, on a busy machine. */
    private static final Duration EFFECT = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final String name;
    private final DecartClient client;
    private final Transport transport;
    private final boolean reconnectsOnStall;
    private final Tally tally;
    private final Broken broken;
    private final Queue<Commands> commands = new ConcurrentLinkedQueue<>();
    private int lives;
    private volatile @Nullable ObservedSession observed;
    private volatile boolean stopped;
    private volatile long mayEndUntil = System.nanoTime();

    SessionSlot(
            String name,
            DecartClient client,
            Transport transport,
            boolean reconnectsOnStall,
            Tally tally,
            Broken broken) {
        this.name = name;
        this.client = client;
        this.transport = transport;
        this.reconnectsOnStall = reconnectsOnStall;
        this.tally = tally;
        this.broken = broken;
    }

    /** Opens the next session. */
    void open() {
        RetryRule rule = new RetryRule();
        ObservedSession next = new ObservedSession(
                name + "." + ++lives,
                client.realtime()
                        .session(options(transport, rule.policy())
                                .videoStall(new StallPolicy(Duration.ofMillis(1500), reconnectsOnStall))
                                .build()),
                rule,
                tally,
                broken,
                () -> mayEndUntil - System.nanoTime() > 0);
        observed = next;
        commands.add(next.commands());
        next.begin();
        next.over().then(Mono.delay(PAUSE)).subscribe(paused -> {
            if (!stopped) {
                open();
            }
        });
    }

    /** What all sessions here have in common. */
    static ConnectOptions.Builder options(Transport transport, ReconnectPolicy policy) {
        return ConnectOptions.builder(MODEL)
                .transport(transport)
                .video(pattern())
                .initialState(InitialState.prompt("noir"))
                .timeouts(TIMEOUTS)
                .reconnect(policy);
    }

    static Flux<VideoFrame> pattern() {
        return TestPattern.frames(MODEL.width(), MODEL.height(), MODEL.fps());
    }

    /** The session that lives, or the last one. */
    ObservedSession observed() {
        return Objects.requireNonNull(observed);
    }

    /** Commands of this session, and of those before it, that have not ended; those that should have are told. */
    int openCommands() {
        commands.forEach(Commands::check);
        int open = commands.stream().mapToInt(Commands::open).sum();
        commands.removeIf(of -> of.open() == 0 && of != observed().commands());
        return open;
    }

    String name() {
        return name;
    }

    /** The policy of its session has thrown, and it is still there: to be asked when it should have ended. */
    boolean goesOnWithoutPolicy() {
        return observed().retries().hasThrown() && !observed().isOver();
    }

    /** Whether this is its session at the server. */
    boolean is(LocalSession session) {
        return observed().session().sessionId().filter(session.id()::equals).isPresent();
    }

    /** A fault comes that no session survives. */
    void mayEndForGood() {
        mayEndUntil = System.nanoTime() + EFFECT.toNanos();
    }

    /** Ends the session as its user does, and opens no other. */
    Mono<Void> stop() {
        return Mono.defer(() -> {
            stopped = true;
            return observed().disconnect().then(observed().over());
        });
    }
}
