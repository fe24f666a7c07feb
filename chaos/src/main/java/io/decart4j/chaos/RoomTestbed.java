package io.decart4j.chaos;

import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.reactor.DecartClient;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.RelayCounts;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** LiveKit rooms on a real livekit-server, behind a path for both sides that can be cut. */
final class RoomTestbed implements Testbed {

    private static final Logger LOG = LoggerFactory.getLogger(RoomTestbed.class);

    /** A livekit-server may be starting. */
    private static final Duration END = Duration.ofSeconds(40);

    private final LiveKitServerProcess livekit;
    private final ServerPath path;
    private final WebRtcRuntime runtime = WebRtcRuntime.create();
    private final LocalDecartServer server;
    private final UnreliableInstrumentation instrumentation = new UnreliableInstrumentation();
    private final DecartClient client;
    /** What is done to the livekit-server blocks, and one thing comes after the other. */
    private final Scheduler work = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "chaos-rooms");

    private RoomTestbed(LiveKitServerProcess livekit) {
        this.livekit = livekit;
        this.path = ServerPath.to(livekit);
        this.server = LocalDecartServer.builder()
                .runtime(runtime)
                .livekit(path.access())
                .tickInterval(TICKS)
                .start();
        this.client = Testbed.clientOf(server, instrumentation);
    }

    static RoomTestbed open() {
        return new RoomTestbed(LiveKitServerProcess.startOrFail());
    }

    void cutSignals() {
        work.schedule(path::cutSignals);
    }

    /** Cuts them, and the next ones are not let in at once. */
    void refuseSignals(int connections) {
        path.refuseSignals(connections, 503);
        cutSignals();
    }

    /** Until it is {@linkplain #heal() healed}. */
    void blockMedia() {
        path.blockMedia();
    }

    /** As an administrator does; who is in them is thrown out. */
    void deleteRooms(Collection<String> rooms) {
        work.schedule(() -> rooms.forEach(room -> {
            try {
                livekit.rooms().deleteRoom(room);
            } catch (RuntimeException gone) {
                LOG.debug("room {} is not there to be deleted: {}", room, gone.toString());
            }
        }));
    }

    /** A crash, and a new server that knows no room. */
    void restart() {
        work.schedule(() -> {
            livekit.kill();
            livekit.start();
        });
    }

    @Override
    public DecartClient client() {
        return client;
    }

    @Override
    public LocalDecartServer server() {
        return server;
    }

    @Override
    public UnreliableInstrumentation instrumentation() {
        return instrumentation;
    }

    @Override
    public WebRtcRuntime serverRuntime() {
        return runtime;
    }

    /** One to publish and one to subscribe. */
    @Override
    public int peerConnectionsPerSession() {
        return 2;
    }

    @Override
    public void heal() {
        path.restoreMedia();
    }

    @Override
    public Mono<Void> healed() {
        return Mono.<Void>fromRunnable(() -> {
                    path.refuseSignals(0, 503);
                    heal();
                })
                .subscribeOn(work);
    }

    @Override
    public Optional<RelayCounts> packets() {
        return Optional.empty();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        healed().block(END); // behind everything that is still being done
        work.dispose();
        path.close();
        livekit.close();
        runtime.close();
    }
}
