package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.PublishPermission;
import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.livekit.internal.signal.SignalSocket;
import io.decart4j.livekit.internal.signal.SignalTarget;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.PeerState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;
import reactor.util.retry.Retry.RetrySignal;

/**
 * One stay in the room: one id of the participant, two peer connections, and as many signal connections one after the
 * other as it takes. Each later one resumes the stay; when that cannot be done, the stay is {@link RejoinRequired}.
 */
final class RtcSession implements SignalSender {

    /** LiveKit's numbers for why a stay is resumed. */
    private static final int SIGNAL_LOST = 1;

    private static final int PUBLISHER_FAILED = 2;
    private static final int SUBSCRIBER_FAILED = 3;

    private final RoomOwner room;
    private final Transports peers;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private volatile @Nullable SignalSocket socket;
    private volatile @Nullable SignalSession line;
    private volatile @Nullable Stay stay;
    private volatile int resumeReason;
    private boolean closing;

    RtcSession(RoomOwner room) {
        this.room = room;
        this.peers = new Transports(room.runtime()::open);
    }

    /** Completes when this client leaves; fails with {@link RejoinRequired}. */
    Mono<Void> run() {
        return Mono.defer(this::oneLine).retryWhen(Retry.from(signals -> signals.concatMap(this::again)));
    }

    /** Gives back both connections; completes when that is done. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            synchronized (this) {
                closing = true;
            }
            room.view().lost();
            room.local().stayEnded();
            closed.tryEmitEmpty();
            return peers.close();
        });
    }

    @Override
    public Mono<Void> send(SignalRequest request) {
        return Mono.defer(() -> {
            SignalSocket to = socket;
            return to == null
                    ? Mono.error(new LiveKitException.Unreachable("There is no signal connection", null))
                    : to.send(request);
        });
    }

    void publish(Publication publication) {
        SignalSession now = line;
        if (now != null) {
            now.publish(publication);
        }
    }

    /** Completes at once without a signal connection: the next one will not know the track. */
    Mono<Void> unpublish(Publication publication) {
        SignalSession now = line;
        return now == null ? Mono.empty() : now.unpublish(publication);
    }

    /** Completes at once without a signal connection: the next one tells it. */
    Mono<Void> mute(Publication publication) {
        SignalSession now = line;
        return now == null ? Mono.empty() : now.mute(publication);
    }

    @Nullable
    Stay stay() {
        return stay;
    }

    private Mono<Void> oneLine() {
        return room.isLeaving()
                ? Mono.empty()
                : Mono.usingWhen(open(), this::converse, this::hangUp, (used, e) -> hangUp(used), this::hangUp);
    }

    private Mono<SignalSocket> open() {
        Stay now = stay;
        return TimeLimit.of(
                        room.options().joinTimeout(),
                        () -> new LiveKitException.Unreachable("No signal connection in time", null),
                        room.connector().open(room.token(), now == null ? null : now.sid(), resumeReason))
                .takeUntilOther(room.leaving());
    }

    private Mono<Void> converse(SignalSocket opened) {
        socket = opened;
        SignalSession current = new SignalSession(room, this, opened);
        line = current;
        Mono<Void> goodbye = room.leaving()
                .then(Mono.defer(() -> opened.send(new SignalRequest.Leave())))
                .onErrorComplete();
        return Mono.firstWithSignal(goodbye, current.run());
    }

    private Mono<Void> hangUp(SignalSocket used) {
        line = null;
        socket = null;
        return used.close();
    }

    private Mono<Long> again(RetrySignal signal) {
        LiveKitException failure = RejoinRequired.typed(signal.failure());
        Recovery.Step step = room.afterwards(failure);
        if (step instanceof Recovery.Step.Resume resume) {
            resumeReason = reason(failure);
            return room.reconnecting(new RoomEvent.Reconnecting(resume.attempt(), resume.delay(), true, failure));
        }
        return Mono.error(new RejoinRequired(step, failure));
    }

    private static int reason(LiveKitException failure) {
        if (failure instanceof LiveKitException.MediaFailed media) {
            return media.target() == SignalTarget.PUBLISHER ? PUBLISHER_FAILED : SUBSCRIBER_FAILED;
        }
        return SIGNAL_LOST;
    }

    /** Opens the two connections of a new stay; empty when it is closed meanwhile. */
    Mono<Stay> begin(SignalResponse.Join join) {
        PeerOptions options = peerOptions(join.ice());
        // One after the other: of two that fail at once the second failure would be nobody's.
        return peers.open(options)
                .flatMap(sending -> peers.open(options)
                        .flatMap(peer -> peer.answerAudio().thenReturn(peer))
                        .flatMap(receiving -> Mono.justOrEmpty(begun(join, sending, receiving))));
    }

    /** One step with {@link #close()}: nothing begins that is over already. */
    private synchronized @Nullable Stay begun(
            SignalResponse.Join join, PeerConnection sending, PeerConnection receiving) {
        if (closing) {
            return null;
        }
        room.entered(join);
        PublishPermission permission = join.permission();
        if (permission != null) {
            // What may be published is published as soon as the stay is up.
            room.local().permitted(permission, publication -> {}, publication -> {});
        }
        List<String> wanted = room.view().joined(join, receiving);
        Stay begun = new Stay(
                join,
                new Publisher(sending, this, room.options().joinTimeout()),
                new Subscriber(receiving, this, room.view()),
                wanted);
        stay = begun;
        trickle(sending, SignalTarget.PUBLISHER);
        trickle(receiving, SignalTarget.SUBSCRIBER);
        new MediaWatch(sending, room.local(), room.view())
                .run()
                .takeUntilOther(closed.asMono())
                .subscribe();
        return begun;
    }

    PeerOptions peerOptions(SignalResponse.Ice ice) {
        RoomOptions options = room.options();
        return options.hostCandidatesOnly()
                ? PeerOptions.none()
                : new PeerOptions(ice.servers(), options.relayOnly() || ice.relay());
    }

    /** For as long as the connection lives; what comes while there is no signal connection is void after the restart. */
    private void trickle(PeerConnection peer, SignalTarget target) {
        peer.trickle()
                .concatMap(candidate ->
                        send(new SignalRequest.Trickle(target, candidate)).onErrorComplete())
                .takeUntilOther(closed.asMono())
                .subscribe();
    }

    /**
     * What there is from the join message on.
     *
     * @param wanted the tracks to subscribe to first
     */
    record Stay(SignalResponse.Join join, Publisher publisher, Subscriber subscriber, List<String> wanted) {

        String sid() {
            return join.sid();
        }

        /** The path without which there is nothing: the one of received media, unless the token forbids those. */
        Mono<Void> up() {
            return join.subscriberPrimary()
                    ? subscriber
                            .peer()
                            .states()
                            .filter(state -> state == PeerState.CONNECTED)
                            .next()
                            .then()
                    : Mono.empty();
        }

        /** Whether media can go both ways, as far as any do: now, and at each change. */
        Flux<Boolean> settled() {
            return Flux.combineLatest(
                            publisher.settled(), subscriber.settled(join.subscriberPrimary()), (out, in) -> out && in)
                    .distinctUntilChanged();
        }

        List<SignalRequest.Published> announced() {
            return publisher.announced();
        }
    }
}
