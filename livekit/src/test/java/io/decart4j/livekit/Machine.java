package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** The media runtimes of a test's clients; after each test nothing may be left of them. */
final class Machine implements BeforeEachCallback, AfterEachCallback {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Set<String> POOLS = Set.of(
            "parallel-",
            "boundedElastic-",
            "decart4j-events-",
            "decart4j-frames-",
            "single-",
            "reactor-",
            "globalEventExecutor",
            "ForkJoinPool",
            "surefire-",
            "process reaper",
            "Cleaner-",
            "livekit-server-",
            "Attach Listener",
            "Keep-Alive-Timer",
            "junit-");

    private final List<WebRtcRuntime> runtimes = new CopyOnWriteArrayList<>();
    private final List<LiveKitRoom> rooms = new CopyOnWriteArrayList<>();
    private Set<Long> threads = Set.of();

    /** A client's own, so that no two share a native thread. */
    WebRtcRuntime runtime() {
        WebRtcRuntime runtime = WebRtcRuntime.create();
        runtimes.add(runtime);
        return runtime;
    }

    LiveKitRoom join(WebRtcRuntime runtime, RoomOptions options) {
        LiveKitRoom room =
                LiveKitRoom.connect(runtime, options).blockOptional(PATIENCE).orElseThrow();
        rooms.add(room);
        return room;
    }

    LiveKitRoom join(RoomOptions options) {
        return join(runtime(), options);
    }

    void leaveAfterwards(LiveKitRoom room) {
        rooms.add(room);
    }

    /** What the other side of an offer says, of a connection that is gone with that. */
    String answer(String offer) {
        PeerConnection peer =
                runtime().open(PeerOptions.none()).blockOptional(PATIENCE).orElseThrow();
        String sdp = peer.answer(offer).blockOptional(PATIENCE).orElseThrow();
        peer.close().block(PATIENCE);
        return sdp;
    }

    /** Waits for an event. */
    static <E extends RoomEvent> E await(Flux<RoomEvent> events, Class<E> type, Predicate<E> test) {
        return events.ofType(type).filter(test).next().blockOptional(PATIENCE).orElseThrow();
    }

    /** Waits for what no event tells. */
    static void until(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(10), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }

    /** Peer connections, native frames and threads beyond those before the test. */
    List<String> leftovers() {
        List<String> left = new ArrayList<>();
        int peers =
                runtimes.stream().mapToInt(WebRtcRuntime::openPeerConnections).sum();
        if (peers > 0) {
            left.add("peer connections: " + peers);
        }
        if (WebRtcRuntime.liveFrames() > 0) {
            left.add("native frames: " + WebRtcRuntime.liveFrames());
        }
        threads()
                .filter(thread -> !threads.contains(thread.getId()))
                .filter(thread -> POOLS.stream().noneMatch(thread.getName()::startsWith))
                .forEach(thread -> left.add("thread " + thread.getName()));
        return left;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        threads = threads().map(Thread::getId).collect(Collectors.toSet());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        rooms.forEach(room -> room.leave().block(PATIENCE));
        until(() -> runtimes.stream().allMatch(runtime -> runtime.openPeerConnections() == 0));
        runtimes.forEach(WebRtcRuntime::close);
        Flux.interval(Duration.ZERO, Duration.ofMillis(10), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> leftovers().isEmpty())
                .take(PATIENCE)
                .blockLast();
        assertThat(leftovers()).isEmpty();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive);
    }
}
