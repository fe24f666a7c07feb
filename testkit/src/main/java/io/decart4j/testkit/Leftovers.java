package io.decart4j.testkit;

import io.decart4j.media.FrameLeaks;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a test leaves behind, compared with the moment of the snapshot: threads, open peer connections, native frames, and
 * on Linux sockets. With {@code -Ddecart4j.frames.track=true} also frames on the heap that nobody has released, and for all
 * frames the places that made them.
 * The global pools of Reactor, Reactor Netty, Netty and the JVM are not counted: they stay by design.
 */
public final class Leftovers {

    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Set<String> POOLS = Set.of(
            "parallel-",
            "boundedElastic-",
            "decart4j-events-",
            "decart4j-frames-",
            "loomBoundedElastic-",
            "single-",
            "reactor-",
            "transport-selector-",
            "globalEventExecutor",
            "ForkJoinPool",
            "surefire-",
            "Java2D",
            "process reaper",
            "livekit-server-log",
            "Cleaner-",
            "CompletableFutureDelayScheduler",
            "Attach Listener",
            "junit-");

    private final List<WebRtcRuntime> runtimes;
    private final Set<Long> threads;
    private final int peers;
    private final int frames;
    private final Set<FrameLeaks.Open> unreleased;
    private final long sockets;

    private Leftovers(List<WebRtcRuntime> runtimes) {
        this.runtimes = runtimes;
        this.threads = threads().map(Thread::getId).collect(Collectors.toSet());
        this.peers = openPeers();
        this.frames = WebRtcRuntime.liveFrames();
        this.unreleased = Set.copyOf(FrameLeaks.open());
        this.sockets = OpenSockets.count();
    }

    /**
     * What there is now.
     *
     * @param runtimes whose peer connections are counted; may be none
     */
    public static Leftovers snapshot(WebRtcRuntime... runtimes) {
        return new Leftovers(List.of(runtimes));
    }

    /** What there is now beyond the snapshot, one line each. Never blocks for long, but looks at all threads. */
    public List<String> now() {
        List<String> left = new ArrayList<>();
        threads()
                .filter(thread -> !threads.contains(thread.getId()) && isCounted(thread))
                .forEach(thread -> left.add("thread " + thread.getName()));
        if (openPeers() > peers) {
            left.add("peer connections: " + (openPeers() - peers));
        }
        if (WebRtcRuntime.liveFrames() > frames) {
            left.add("native frames: " + (WebRtcRuntime.liveFrames() - frames));
        }
        sites().forEach((site, count) -> left.add("unreleased frames: " + count + " of " + site));
        long open = OpenSockets.count();
        if (open > sockets) {
            left.add("sockets: " + (open - sockets));
        }
        return left;
    }

    /** Completes when nothing is left over, or fails with an {@link AssertionError} that names what is. */
    public Mono<Void> none(Duration within) {
        return remaining(within).flatMap(left -> left.isEmpty() ? Mono.empty() : Mono.error(failure(left)));
    }

    /** Blocks until nothing is left over, for at most 10 seconds; {@link AssertionError} then. */
    public void assertNone() {
        List<String> left = remaining(WITHIN).blockOptional().orElseThrow();
        if (!left.isEmpty()) {
            throw failure(left);
        }
    }

    /** What the last look found: another one after it could meet a frame of somebody else that is on its way. */
    private Mono<List<String>> remaining(Duration within) {
        return Flux.interval(Duration.ZERO, EVERY, Schedulers.boundedElastic())
                .onBackpressureDrop()
                .map(tick -> now())
                .takeUntil(List::isEmpty)
                .take(within)
                .last();
    }

    private static AssertionError failure(List<String> left) {
        return new AssertionError("left over: " + String.join(", ", left));
    }

    private Map<String, Long> sites() {
        return FrameLeaks.open().stream()
                .filter(open -> !unreleased.contains(open))
                .collect(Collectors.groupingBy(FrameLeaks.Open::site, TreeMap::new, Collectors.counting()));
    }

    private int openPeers() {
        return runtimes.stream().mapToInt(WebRtcRuntime::openPeerConnections).sum();
    }

    private static boolean isCounted(Thread thread) {
        return POOLS.stream().noneMatch(thread.getName()::startsWith);
    }

    private static Stream<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive);
    }
}
