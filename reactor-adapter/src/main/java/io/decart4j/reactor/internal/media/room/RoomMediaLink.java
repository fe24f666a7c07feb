package io.decart4j.reactor.internal.media.room;

import io.decart4j.error.DecartException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.error.ServerException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.OtherTransport;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Media through a room that the server names. The initial state is told without waiting for that, and nothing waits for the
 * answer to it: a refusal is an event.
 */
public final class RoomMediaLink implements MediaLink {

    private final ControlChannel channel;
    private final RoomMedia media;
    private final @Nullable Boolean passthrough;
    private final Sinks.One<ServerMessage.LivekitRoomInfo> named = Sinks.one();
    private final FrameArrivals frames = new FrameArrivals();
    private volatile @Nullable JoinedRoom current;
    private volatile boolean greetedDirectly;

    /**
     * A link that has done nothing yet.
     *
     * @param passthrough what the server is told of it, or null to say whether there is an initial state
     */
    public RoomMediaLink(ControlChannel channel, RoomMedia media, @Nullable Boolean passthrough) {
        this.channel = channel;
        this.media = media;
        this.passthrough = passthrough;
    }

    @Override
    public Flux<Up> run(AttemptStart start) {
        Mono<ServerMessage.LivekitRoomInfo> room = start.phases()
                .time(
                        Phases.ROOM_INFO,
                        start.limited("livekit_room_info", start.timeouts().roomInfo(), named.asMono()))
                .onErrorMap(PhaseTimeoutException.class, late -> greetedDirectly ? OtherTransport.noRooms(late) : late)
                .doOnNext(info -> start.placed());
        return FirstFailure.merge(
                start.initialState().map(state -> request(state, start)).orElseGet(Flux::empty),
                room.flatMapMany(info -> enter(info, start)));
    }

    /** Two messages, one right after the other. */
    private Flux<Up> request(ClientMessage state, AttemptStart start) {
        boolean nothing = state instanceof ClientMessage.Passthrough;
        Mono<Void> join = channel.tell(new ClientMessage.LivekitJoin(passthrough == null ? nothing : passthrough));
        Mono<Void> told = nothing
                ? Mono.empty()
                : start.agreed(state, named.asMono()).onErrorResume(DecartException.class, e -> {
                    start.report(e);
                    return Mono.empty();
                });
        return FirstFailure.merge(join, told).thenMany(Flux.empty());
    }

    /** The room is there to be left before it is joined, so that the end of this attempt is the end of the join. */
    private Flux<Up> enter(ServerMessage.LivekitRoomInfo info, AttemptStart start) {
        start.phases().begin(Phases.HANDSHAKE);
        return Flux.usingWhen(
                Mono.fromSupplier(() -> current = media.enter(info)),
                room -> start.phases().time(Phases.ROOM_JOIN, room.join()).thenMany(live(room, start)),
                JoinedRoom::leave,
                (room, error) -> room.leave(),
                JoinedRoom::leave);
    }

    private Flux<Up> live(JoinedRoom room, AttemptStart start) {
        return Flux.defer(() -> FirstFailure.merge(
                room.end().thenMany(Flux.<Up>never()),
                start.sendingStalls().follow(room.sendingStalls()).thenMany(Flux.<Up>never()),
                room.receive(frames::arrived).thenMany(Flux.<Up>never()),
                start.phases().time(Phases.PUBLISH, room.publish()).thenReturn(Up.UP)));
    }

    @Override
    public boolean isProvenByGeneration() {
        return false;
    }

    @Override
    public boolean goesOnWhenRefused() {
        return true;
    }

    @Override
    public DecartException explained(ServerException said) {
        return OtherTransport.explained(said);
    }

    /** Those with rooms tell the id together with the room. */
    @Override
    public void greeted() {
        greetedDirectly = true;
    }

    /** Of the direct transport's messages a server of this one sends none. */
    @Override
    public void accept(ServerMessage message) {
        if (message instanceof ServerMessage.LivekitRoomInfo room) {
            named.tryEmitValue(room);
        }
    }

    @Override
    public FrameArrivals frames() {
        return frames;
    }

    @Override
    public Mono<Duration> roundTripTime() {
        JoinedRoom room = current;
        return room == null ? Mono.empty() : room.roundTripTime();
    }

    @Override
    public Mono<StatsReport> stats() {
        JoinedRoom room = current;
        return room == null ? Mono.empty() : room.stats();
    }

    @Override
    public Mono<Void> mute(boolean muted) {
        JoinedRoom room = current;
        return room == null ? Mono.empty() : room.mute(muted);
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            JoinedRoom room = current;
            return room == null ? Mono.empty() : room.leave();
        });
    }
}
