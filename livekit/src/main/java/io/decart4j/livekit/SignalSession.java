package io.decart4j.livekit;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.flow.FirstFailure;
import io.decart4j.livekit.internal.signal.KeepAlive;
import io.decart4j.livekit.internal.signal.LeaveAction;
import io.decart4j.livekit.internal.signal.ParticipantUpdate;
import io.decart4j.livekit.internal.signal.PublishPermission;
import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.livekit.internal.signal.SignalSocket;
import io.decart4j.livekit.internal.signal.SignalTarget;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.PeerState;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Sinks;

/** One signal connection from its first message to its end: the conversation of a {@link RtcSession} over it. */
final class SignalSession {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitRoom.class);
    private static final Duration FIRST_MESSAGE = Duration.ofSeconds(5);
    private static final Duration MUTE_CONFIRMED = Duration.ofSeconds(2);

    private final RoomOwner room;
    private final RtcSession rtcSession;
    private final SignalSocket socket;
    private final KeepAlive keepAlive = new KeepAlive();
    /** What runs beside the messages once the first one has come. */
    private final Sinks.Many<Mono<Void>> beside = Sinks.many().unicast().onBackpressureBuffer();
    /** Steps of publishing, one after the other. */
    private final Sinks.Many<Mono<Void>> steps = Sinks.many().unicast().onBackpressureBuffer();

    private final FirstFailure end = new FirstFailure();
    private final Sinks.Empty<Void> firstHeard = Sinks.empty();

    private boolean begun;

    SignalSession(RoomOwner room, RtcSession rtcSession, SignalSocket socket) {
        this.room = room;
        this.rtcSession = rtcSession;
        this.socket = socket;
    }

    /** Never completes; fails with what ended the conversation. */
    Mono<Void> run() {
        // The end of the socket comes in its turn: what the server has said before may be the reason.
        Flux<Void> messages = socket.messages()
                .doOnNext(this::heard)
                .materialize()
                .publishOn(FinishingScheduler.parallel())
                .concatMap(this::handle);
        beside(firstMessageInTime());
        return end.run(FirstFailure.merge(end.watch(messages), beside.asFlux().flatMap(end::watch, Integer.MAX_VALUE)));
    }

    private void heard(SignalResponse message) {
        firstHeard.tryEmitEmpty();
        keepAlive.heard(message);
    }

    private Mono<Void> firstMessageInTime() {
        return Mono.delay(FIRST_MESSAGE)
                .takeUntilOther(firstHeard.asMono())
                .flatMap(late ->
                        Mono.error(new LiveKitException.Unreachable("No first message from the server in time", null)));
    }

    void publish(Publication publication) {
        step(publishing(publication));
    }

    Mono<Void> unpublish(Publication publication) {
        RtcSession.Stay stay = rtcSession.stay();
        if (stay == null) {
            return Mono.empty();
        }
        Sinks.Empty<Void> done = Sinks.empty();
        step(stay.publisher().unpublish(publication).doFinally(end -> done.tryEmitEmpty()));
        // Whoever waits must not be left waiting by a connection that is lost first.
        return Mono.firstWithSignal(
                done.asMono(),
                room.lost(),
                Mono.delay(room.options().publishTimeout()).then());
    }

    /** Completes when the server says the same, which it does not of a track that it has got no media of, or does not in time. */
    Mono<Void> mute(Publication publication) {
        return Mono.defer(() ->
                        publication.sid().isPresent() && publication.mute().isUntold()
                                ? publication
                                        .tellMute(rtcSession)
                                        .then(Mono.firstWithSignal(
                                                publication.mute().awaitConfirmed(),
                                                room.lost(),
                                                Mono.delay(MUTE_CONFIRMED).then()))
                                : Mono.empty())
                .onErrorComplete();
    }

    /** Once the connection is over nothing runs here any more; the next one begins with what is wanted then. */
    private synchronized void step(Mono<Void> step) {
        steps.tryEmitNext(step);
    }

    private synchronized void beside(Mono<Void> work) {
        beside.tryEmitNext(work);
    }

    private Mono<Void> handle(Signal<SignalResponse> next) {
        SignalResponse message = next.get();
        if (message != null) {
            return handle(message);
        }
        Throwable failure = next.getThrowable();
        return failure == null ? Mono.empty() : Mono.error(failure);
    }

    private Mono<Void> handle(SignalResponse message) {
        if (message instanceof SignalResponse.Leave leave) {
            return Mono.error(new LiveKitException.Ended(leave.reason(), leave.action()));
        }
        RtcSession.Stay stay = rtcSession.stay();
        if (begun && stay != null) {
            return dispatch(message, stay);
        }
        begun = true;
        if (stay == null) {
            return message instanceof SignalResponse.Join join
                    ? joined(join)
                    : Mono.error(new LiveKitException.Unreachable("The server's first message is not join", null));
        }
        if (message instanceof SignalResponse.Join) {
            // The server has begun another stay where this one should go on.
            return Mono.error(new LiveKitException.Ended(DisconnectReason.STATE_MISMATCH, LeaveAction.RECONNECT));
        }
        // Any other message shows as well that the stay goes on.
        return message instanceof SignalResponse.Resumed resumed
                ? resumed(stay, resumed.ice())
                : resumed(stay, null).then(Mono.defer(() -> dispatch(message, stay)));
    }

    private Mono<Void> joined(SignalResponse.Join join) {
        return rtcSession.begin(join).flatMap(stay -> {
            keepAlive(join);
            watch(stay.publisher().peer(), SignalTarget.PUBLISHER, false);
            watch(stay.subscriber().peer(), SignalTarget.SUBSCRIBER, false);
            beside(up(stay));
            return subscribe(stay.wanted());
        });
    }

    private Mono<Void> resumed(RtcSession.Stay stay, SignalResponse.@Nullable Ice ice) {
        room.local().resumed();
        keepAlive(stay.join());
        watch(stay.publisher().peer(), SignalTarget.PUBLISHER, true);
        watch(stay.subscriber().peer(), SignalTarget.SUBSCRIBER, true);
        return servers(stay, ice).then(Mono.defer(() -> {
            step(stay.publisher().restart());
            beside(up(stay));
            return socket.send(new SignalRequest.SyncState(
                    stay.subscriber().lastOffer(),
                    stay.subscriber().lastAnswer(),
                    stay.announced(),
                    room.view().exceptions(),
                    room.options().subscribeTo() == null));
        }));
    }

    private Mono<Void> servers(RtcSession.Stay stay, SignalResponse.@Nullable Ice ice) {
        if (ice == null) {
            return Mono.empty();
        }
        PeerOptions options = rtcSession.peerOptions(ice);
        return stay.publisher()
                .peer()
                .useIceServers(options)
                .then(stay.subscriber().peer().useIceServers(options));
    }

    /** The media path is there: the room is connected, and what should be published is. */
    private Mono<Void> up(RtcSession.Stay stay) {
        return TimeLimit.of(
                        room.options().joinTimeout(),
                        () -> new LiveKitException.MediaFailed(
                                SignalTarget.SUBSCRIBER,
                                "The media path did not come up in time: media need a way out by UDP, by TCP, or to a TURN"
                                        + " server; they never pass an HTTP proxy",
                                null),
                        stay.up())
                .then(Mono.defer(() -> {
                    room.connected(stay.join());
                    stay.publisher()
                            .strays(room.local().wanted())
                            .forEach(stray -> step(stay.publisher().unpublish(stray)));
                    room.local().wanted().forEach(this::publish);
                    return FirstFailure.merge(
                                    steps.asFlux().concatMap(Function.identity()),
                                    stay.settled().doOnNext(room::settled).thenMany(Flux.<Void>never()))
                            .then();
                }));
    }

    private Mono<Void> publishing(Publication publication) {
        return Mono.defer(() -> {
            RtcSession.Stay stay = rtcSession.stay();
            return stay == null || !room.local().wanted().contains(publication) || publication.isSuspended()
                    ? Mono.empty()
                    : stay.publisher()
                            .publish(publication)
                            .then(publication.tellMute(rtcSession))
                            .onErrorResume(
                                    SignalSession::concernsTheTrackOnly,
                                    e -> Mono.fromRunnable(
                                            () -> room.local().refused(publication, RejoinRequired.typed(e))));
        });
    }

    /** A refusal, or the media library that cannot have this track; a lost connection concerns all of them. */
    private static boolean concernsTheTrackOnly(Throwable e) {
        return e instanceof LiveKitException.PublishRefused || !(e instanceof LiveKitException);
    }

    private Mono<Void> dispatch(SignalResponse message, RtcSession.Stay stay) {
        if (message instanceof SignalResponse.Offer offer) {
            return stay.subscriber().accept(offer);
        } else if (message instanceof SignalResponse.Answer answer) {
            stay.publisher().accept(answer);
        } else if (message instanceof SignalResponse.Trickle trickle) {
            return trickle.target() == SignalTarget.PUBLISHER
                    ? stay.publisher().accept(trickle)
                    : stay.subscriber().accept(trickle);
        } else if (message instanceof SignalResponse.Update update) {
            update.participants().forEach(participant -> own(participant, stay));
            return subscribe(room.view().updated(update.participants()));
        } else if (message instanceof SignalResponse.TrackUnpublished unpublished) {
            room.local()
                    .unpublished(
                            unpublished.sid(),
                            publication -> room.unpublish(publication).subscribe());
        } else if (message instanceof SignalResponse.Muted muted) {
            return room.local().muted(muted.sid(), muted.muted(), rtcSession);
        } else if (message instanceof SignalResponse.TrackPublished published) {
            LOG.debug("Track {} published as {}", published.track().sid(), published.codec());
            stay.publisher().accept(published);
        } else if (message instanceof SignalResponse.TrackRefused refused) {
            stay.publisher().accept(refused);
        } else if (message instanceof SignalResponse.RefreshToken refresh) {
            room.refresh(refresh.token());
        } else if (message instanceof SignalResponse.RoomUpdate update) {
            room.named(update.sid(), update.name());
        }
        return Mono.empty();
    }

    /** What an update says of this client itself. */
    private void own(ParticipantUpdate update, RtcSession.Stay stay) {
        PublishPermission permission = update.permission();
        if (!update.participant().sid().equals(stay.sid())) {
            return;
        }
        room.local().confirmed(update.participant().tracks());
        if (permission != null) {
            room.local()
                    .permitted(permission, publication -> step(stay.publisher().suspend(publication)), this::publish);
        }
    }

    private Mono<Void> subscribe(List<String> tracks) {
        return tracks.isEmpty() ? Mono.empty() : socket.send(new SignalRequest.Subscribe(tracks, true));
    }

    private void keepAlive(SignalResponse.Join join) {
        beside(keepAlive.run(join.pingInterval(), join.pingTimeout(), socket::send));
    }

    /** @param resumed whether the state that is there now is what the resume is to mend */
    private void watch(PeerConnection peer, SignalTarget target, boolean resumed) {
        Flux<PeerState> states = resumed ? peer.states().skip(1) : peer.states();
        beside(states.filter(state -> state == PeerState.FAILED)
                .next()
                .flatMap(state -> Mono.error(new LiveKitException.MediaFailed(
                        target,
                        "The " + (target == SignalTarget.PUBLISHER ? "sending" : "receiving") + " connection failed",
                        null))));
    }
}
