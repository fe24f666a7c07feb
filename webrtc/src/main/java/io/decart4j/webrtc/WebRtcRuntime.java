package io.decart4j.webrtc;

import io.decart4j.flow.BlockingClose;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The native side of any number of peer connections: one factory with its audio module, and one daemon thread on which
 * the blocking native calls run. Nothing native is loaded before the first {@link #open}. Several runtimes may live in
 * one JVM.
 *
 * <p>From the first {@link #open} until {@link #disposeLater()} native threads are attached that keep the JVM from exiting.
 */
public final class WebRtcRuntime implements AutoCloseable {

    private final NativeThread thread = new NativeThread();
    private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean disposing = new AtomicBoolean();
    private final Sinks.Empty<Void> disposed = Sinks.empty();
    private final BlockingClose close = new BlockingClose("WebRtcRuntime", disposeLater(), Duration.ofSeconds(30));
    private @Nullable Engine engine; // only on the thread

    private WebRtcRuntime() {}

    /** A runtime that has not loaded anything yet. */
    public static WebRtcRuntime create() {
        return new WebRtcRuntime();
    }

    /**
     * Opens a connection. The first one also loads the library and starts the factory (about 0.5 s). A connection that
     * nobody takes, because the subscriber cancelled meanwhile, is closed. Emits on {@code Schedulers.parallel()};
     * {@link NativeLibraryException} when the host lacks libraries, {@link WebRtcException} when a
     * native call fails, {@link RuntimeDisposedException} after {@link #disposeLater()}.
     */
    public Mono<PeerConnection> open(PeerOptions options) {
        return Mono.defer(() -> {
            CancellableHandover handover = new CancellableHandover();
            return Mono.<PeerConnection>create(sink -> {
                        sink.onCancel(handover::cancel);
                        open(options, handover, sink);
                    })
                    .filter(peer -> handover.take());
        });
    }

    /** Connections that are open now; for leak checks. */
    public int openPeerConnections() {
        return open.size();
    }

    /** Native frames of all runtimes that were handed out and not released yet; for leak checks. */
    public static int liveFrames() {
        return NativeBuffer.live();
    }

    /** Video codecs that this build can send, for example VP8, VP9, H264, AV1; loads the library like {@link #open}. */
    public Mono<List<String>> videoSendCodecs() {
        return thread.call("list codecs", () -> CodecOrder.names(engine().videoCodecs()));
    }

    /** Closes what is open, then the factory, then the audio module, then the thread. Every call completes when that is done. */
    public Mono<Void> disposeLater() {
        return Mono.defer(() -> {
            if (disposing.compareAndSet(false, true)) {
                thread.execute(this::disposeNow);
            }
            return disposed.asMono().publishOn(Schedulers.parallel());
        });
    }

    /** Waits for {@link #disposeLater()}, at most 30 s; on a thread that may not block it begins and returns. */
    @Override
    public void close() {
        close.close();
    }

    private void open(PeerOptions options, CancellableHandover handover, MonoSink<PeerConnection> sink) {
        try {
            thread.execute(() -> {
                if (handover.isCancelled()) {
                    return;
                }
                try {
                    PeerConnection peer = create(options);
                    if (handover.offer(peer)) {
                        Schedulers.parallel().schedule(() -> sink.success(peer));
                    } else {
                        peer.closeNow();
                    }
                } catch (Throwable e) {
                    RuntimeException failure = NativeThread.failure("open", e);
                    Schedulers.parallel().schedule(() -> sink.error(failure));
                }
            });
        } catch (RejectedExecutionException e) {
            sink.error(new RuntimeDisposedException(e));
        }
    }

    private PeerConnection create(PeerOptions options) {
        PeerConnection peer = new PeerConnection(thread, engine(), options, open::remove);
        open.add(peer);
        return peer;
    }

    private Engine engine() {
        if (disposing.get()) {
            throw new RuntimeDisposedException(null);
        }
        if (engine == null) {
            engine = Engine.start();
        }
        return engine;
    }

    private void disposeNow() {
        List.copyOf(open).forEach(PeerConnection::closeNow);
        if (engine != null) {
            engine.dispose();
            engine = null;
        }
        thread.shutdown();
        disposed.tryEmitEmpty();
    }
}
