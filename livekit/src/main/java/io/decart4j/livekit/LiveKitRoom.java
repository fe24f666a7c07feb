package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.stats.StatsReport;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A room that this client has joined, through the losses that a network brings: a lost connection is resumed, which
 * ends no track; where that fails the room is joined anew, with every local track published again. {@link #events()}
 * and {@link #tracks()} go on through all of it.
 *
 * <p>All methods may be called on any thread; results arrive on {@code Schedulers.parallel()}; events, tracks and frames
 * on daemon threads that a subscriber may block, {@code decart4j-events-…} and {@code decart4j-frames-…}.
 */
public final class LiveKitRoom {

    private final RtcEngine loop;

    private LiveKitRoom(RtcEngine loop) {
        this.loop = loop;
    }

    /**
     * Joins a room: emits when it is connected, which means that media could flow. Nothing happens before subscription, and
     * each subscriber joins for itself. Cancelling leaves again as long as nothing was emitted; from then on the room is the
     * subscriber's. The first attempt is the only one: its failure is the error.
     *
     * @param runtime makes the peer connections; stays open
     * @return the room, to be left with {@link #leave()}; errors are {@link LiveKitException}s
     */
    public static Mono<LiveKitRoom> connect(WebRtcRuntime runtime, RoomOptions options) {
        return Mono.defer(() -> {
            LiveKitRoom room = of(runtime, options);
            return CancellableHandover.of(room.join(), () -> room.leave().subscribe());
        });
    }

    /**
     * A room that is not joined yet; {@link #join()} does that, and {@link #leave()} ends it at any moment. For who has to know
     * when a join that is given up is over; otherwise {@link #connect} is the shorter way.
     *
     * @param runtime makes the peer connections; stays open
     */
    public static LiveKitRoom of(WebRtcRuntime runtime, RoomOptions options) {
        return new LiveKitRoom(new RtcEngine(runtime, options));
    }

    /**
     * Joins, at the first subscription, and emits this room when it is connected. Cancelling stops the wait, not the join.
     *
     * @return this room; errors are {@link LiveKitException}s, {@link LiveKitException.Closed} after {@link #leave()}
     */
    public Mono<LiveKitRoom> join() {
        return loop.connect().thenReturn(this);
    }

    /**
     * What happens, for any number of subscribers. The first is told everything since the beginning, later ones the current
     * state first. Completes after {@link RoomEvent.Disconnected}. A subscriber that is too far behind gets an overflow
     * error, which nobody else notices.
     */
    public Flux<RoomEvent> events() {
        return loop.events().flux();
    }

    /**
     * The tracks of others whose media arrive: those that are there, then each that comes. A track that ends completes its
     * own streams. Completes when the room ends; for any number of subscribers.
     */
    public Flux<RemoteTrack> tracks() {
        return loop.view().tracks();
    }

    /** The others in the room, as of now. */
    public List<Participant> participants() {
        return loop.view().participants();
    }

    /** Where the connection stands. */
    public RoomState state() {
        return loop.events().state();
    }

    /** The room's name. */
    public String name() {
        SignalResponse.RoomUpdate name = loop.name();
        return name == null ? "" : name.name();
    }

    /** The server's id of the room, {@code RM_…}; empty until the server has told it. */
    public String sid() {
        SignalResponse.RoomUpdate name = loop.name();
        return name == null ? "" : name.sid();
    }

    /** Who this client is in the room. */
    public String identity() {
        SignalResponse.Join join = loop.join();
        return join == null ? "" : join.identity();
    }

    /** The server's id of this stay, {@code PA_…}; another one after each rejoin. */
    public String participantSid() {
        SignalResponse.Join join = loop.join();
        return join == null ? "" : join.sid();
    }

    /**
     * Publishes a video track; emits when the server has agreed. While the connection is lost this waits for it. Cancelling
     * takes it back as long as nothing was emitted.
     *
     * @return the track, to push frames into; {@link LiveKitException.PublishRefused} when the server does not want it, an
     *     {@link IllegalArgumentException} for an unknown codec
     */
    public Mono<LocalVideoTrack> publishVideo(VideoPublishOptions options) {
        return Mono.defer(() -> {
            LocalVideoTrack track = new LocalVideoTrack(options, loop);
            return checkCodec(options.encoding().codec()).then(loop.publish(track.publication(), track));
        });
    }

    /** As {@link #publishVideo} for sound. */
    public Mono<LocalAudioTrack> publishAudio(AudioPublishOptions options) {
        return Mono.defer(() -> {
            LocalAudioTrack track = new LocalAudioTrack(options, loop);
            return loop.publish(track.publication(), track);
        });
    }

    private Mono<Void> checkCodec(@Nullable String codec) {
        return codec == null
                ? Mono.empty()
                : loop.runtime()
                        .videoSendCodecs()
                        .flatMap(codecs -> codecs.stream().anyMatch(codec::equalsIgnoreCase)
                                ? Mono.empty()
                                : Mono.error(new IllegalArgumentException(
                                        "no video codec " + codec + "; there are " + codecs)));
    }

    /** The last measured round trip to the server on the media path; empty before there is one. */
    public Mono<Duration> roundTripTime() {
        return Mono.defer(() -> {
            RtcSession now = loop.current();
            RtcSession.Stay stay = now == null ? null : now.stay();
            return stay == null ? Mono.empty() : stay.subscriber().peer().roundTripTime();
        });
    }

    /**
     * What both media connections count now, as one report; empty while there are none. Another stay in the room has another
     * source.
     */
    public Mono<StatsReport> stats() {
        return Mono.defer(() -> {
            RtcSession now = loop.current();
            RtcSession.Stay stay = now == null ? null : now.stay();
            return stay == null
                    ? Mono.empty()
                    : Mono.zip(
                            stay.publisher().peer().stats(),
                            stay.subscriber().peer().stats(),
                            (sending, receiving) -> StatsReport.together(List.of(sending, receiving)));
        });
    }

    /** Says goodbye and closes everything; completes when it is gone. At every call, without error. */
    public Mono<Void> leave() {
        return loop.leave();
    }
}
