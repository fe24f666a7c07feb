package io.decart4j.livekit;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.livekit.internal.signal.SignalConnector;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;
import reactor.util.retry.Retry.RetrySignal;

/** A room connection as stays under a retry. What outlives a stay is here. */
final class RtcEngine implements RoomOwner {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitRoom.class);

    private final WebRtcRuntime runtime;
    private final RoomOptions options;
    private final SignalConnector connector;
    private final Recovery recovery;
    private final RoomEvents events = new RoomEvents();
    private final RoomModel view;
    private final LocalTracks local = new LocalTracks(events);
    private final AtomicBoolean started = new AtomicBoolean();
    private final Sinks.Empty<Void> leaving = Sinks.empty();
    private final Sinks.Empty<Void> connected = Sinks.empty();
    private final Sinks.Empty<Void> over = Sinks.empty();
    /** Each time a signal connection is lost. */
    private final Sinks.Many<Boolean> losses = Sinks.many().multicast().directBestEffort();

    private volatile boolean left;
    private volatile String token;
    private volatile SignalResponse.@Nullable Join join;
    private volatile SignalResponse.@Nullable RoomUpdate name;
    private volatile @Nullable RtcSession current;

    RtcEngine(WebRtcRuntime runtime, RoomOptions options) {
        this.runtime = runtime;
        this.options = options;
        this.token = options.token();
        this.connector = options.signalConnector();
        this.recovery = new Recovery(
                options.rejoin(),
                options.stableAfter(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.view = new RoomModel(events, options.subscribeTo());
    }

    /** Begins, the first time; completes when the room is connected, fails when it ends before. */
    Mono<Void> connect() {
        return Mono.defer(() -> {
            if (started.compareAndSet(false, true)) {
                run().subscribe(null, this::end, () -> end(null));
            }
            return connected.asMono();
        });
    }

    /** Completes when everything is closed, whatever had begun; a room that was not joined never is. */
    Mono<Void> leave() {
        return Mono.defer(() -> {
            left = true;
            leaving.tryEmitEmpty();
            if (started.compareAndSet(false, true)) {
                end(null);
            }
            return over.asMono();
        });
    }

    /** Fails when the track is refused or not published in time; then it is not tried any more. */
    <T> Mono<T> publish(Publication publication, T track) {
        Mono<Void> published = Mono.defer(() -> {
            local.add(publication);
            if (events.state() == RoomState.DISCONNECTED) {
                local.withdraw(publication, new LiveKitException.Closed());
            }
            RtcSession now = current;
            if (events.state() == RoomState.CONNECTED && now != null) {
                now.publish(publication);
            }
            return publication.awaitPublished();
        });
        Mono<T> publishing = TimeLimit.of(
                        options.publishTimeout(),
                        () -> new LiveKitException.Unreachable("The track was not published in time", null),
                        published)
                .doOnError(e -> unpublish(publication).subscribe())
                .thenReturn(track);
        return CancellableHandover.of(publishing, () -> unpublish(publication).subscribe());
    }

    @Override
    public Mono<Void> unpublish(Publication publication) {
        return Mono.defer(() -> {
            local.withdraw(publication, new LiveKitException.Closed());
            RtcSession now = current;
            return now == null ? Mono.empty() : now.unpublish(publication);
        });
    }

    /** Completes when the room knows; without error. */
    Mono<Void> mute(Publication publication, boolean muted) {
        return Mono.defer(() -> {
            local.mute(publication, muted);
            RtcSession now = current;
            return now == null ? Mono.empty() : now.mute(publication);
        });
    }

    RoomEvents events() {
        return events;
    }

    @Override
    public RoomModel view() {
        return view;
    }

    @Override
    public WebRtcRuntime runtime() {
        return runtime;
    }

    @Override
    public RoomOptions options() {
        return options;
    }

    @Override
    public SignalConnector connector() {
        return connector;
    }

    @Override
    public Recovery.Step afterwards(LiveKitException failure) {
        return recovery.next(failure, MonotonicTime.nanos());
    }

    @Override
    public void settled(boolean up) {
        recovery.settled(up, MonotonicTime.nanos());
    }

    @Override
    public LocalTracks local() {
        return local;
    }

    @Override
    public String token() {
        return token;
    }

    SignalResponse.@Nullable Join join() {
        return join;
    }

    SignalResponse.@Nullable RoomUpdate name() {
        return name;
    }

    @Nullable
    RtcSession current() {
        return current;
    }

    @Override
    public boolean isLeaving() {
        return left;
    }

    @Override
    public Mono<Void> leaving() {
        return leaving.asMono();
    }

    @Override
    public Mono<Void> lost() {
        return losses.asFlux().next().then();
    }

    @Override
    public void refresh(String newer) {
        token = newer;
    }

    @Override
    public void entered(SignalResponse.Join entered) {
        join = entered;
        named(entered.roomSid(), entered.roomName());
        LOG.info("Joined room {} as {}, server {}", entered.roomName(), entered.sid(), entered.serverVersion());
    }

    @Override
    public void named(String sid, String roomName) {
        name = new SignalResponse.RoomUpdate(sid, roomName);
    }

    @Override
    public void connected(SignalResponse.Join entered) {
        recovery.connected(entered.resumable());
        events.emit(new RoomEvent.StateChanged(RoomState.CONNECTED));
        connected.tryEmitEmpty();
    }

    @Override
    public Mono<Long> reconnecting(RoomEvent.Reconnecting event) {
        LOG.info("Room connection lost: {}", event.cause().getMessage());
        losses.tryEmitNext(true);
        events.emit(new RoomEvent.StateChanged(RoomState.RECONNECTING));
        events.emit(event);
        return Mono.firstWithSignal(Mono.delay(event.delay()), leaving().thenReturn(0L));
    }

    private Mono<Void> run() {
        return Mono.defer(this::stay).retryWhen(Retry.from(signals -> signals.concatMap(this::again)));
    }

    private Mono<Void> stay() {
        return left
                ? Mono.empty()
                : Mono.usingWhen(
                        Mono.fromSupplier(() -> current = new RtcSession(this)),
                        RtcSession::run,
                        RtcSession::close,
                        (stay, e) -> stay.close(),
                        RtcSession::close);
    }

    private Flux<Long> again(RetrySignal signal) {
        if (signal.failure() instanceof RejoinRequired required) {
            return required.step() instanceof Recovery.Step.Rejoin rejoin
                    ? reconnecting(new RoomEvent.Reconnecting(
                                    rejoin.attempt(), rejoin.delay(), false, required.failure()))
                            .flux()
                    : Flux.error(required.failure());
        }
        return Flux.error(signal.failure());
    }

    private void end(@Nullable Throwable failure) {
        LiveKitException error = failure == null || left ? null : RejoinRequired.typed(failure);
        try {
            losses.tryEmitNext(true);
            losses.tryEmitComplete();
            current = null;
            local.closed();
            view.closed();
            events.emit(new RoomEvent.StateChanged(RoomState.DISCONNECTED));
            events.emit(new RoomEvent.Disconnected(reason(error), error));
        } finally {
            connected.tryEmitError(error == null ? new LiveKitException.Closed() : error);
            over.tryEmitEmpty();
        }
    }

    private static DisconnectReason reason(@Nullable LiveKitException error) {
        if (error == null) {
            return DisconnectReason.CLIENT_INITIATED;
        }
        return error instanceof LiveKitException.Ended ended ? ended.reason() : DisconnectReason.UNKNOWN;
    }
}
