package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.error.ServerException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Media through a room that the server names. The initial state is told without waiting for that, and nothing waits for the
 * answer to it: a refusal is an event.
 */
final class RoomMediaLink implements MediaLink {

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
    RoomMediaLink(ControlChannel channel, RoomMedia media, @Nullable Boolean passthrough) {
        this.channel = channel;
        this.media = media;
        this.passthrough = passthrough;
    }

    @Override
    public Flux<Up> run(Opening opening) {
        Mono<ServerMessage.LivekitRoomInfo> room = opening.phases()
                .time(
                        Phases.ROOM_INFO,
                        opening.limited("livekit_room_info", opening.timeouts().roomInfo(), named.asMono()))
                .onErrorMap(PhaseTimeoutException.class, late -> greetedDirectly ? OtherTransport.noRooms(late) : late)
                .doOnNext(info -> opening.placed());
        return FirstFailure.merge(
                opening.initialState().map(state -> request(state, opening)).orElseGet(Flux::empty),
                room.flatMapMany(info -> enter(info, opening)));
    }

    /** Two messages, one right after the other. */
    private Flux<Up> request(ClientMessage state, Opening opening) {
        boolean nothing = state instanceof ClientMessage.Passthrough;
        Mono<Void> join = channel.tell(new ClientMessage.LivekitJoin(passthrough == null ? nothing : passthrough));
        Mono<Void> told = nothing
                ? Mono.empty()
                : opening.agreed(state, named.asMono()).onErrorResume(DecartException.class, e -> {
                    opening.report(e);
                    return Mono.empty();
                });
        return FirstFailure.merge(join, told).thenMany(Flux.empty());
    }

    /** The room is there to be left before it is joined, so that the end of this attempt is the end of the join. */
    private Flux<Up> enter(ServerMessage.LivekitRoomInfo info, Opening opening) {
        opening.phases().begin(Phases.HANDSHAKE);
        return Flux.usingWhen(
                Mono.fromSupplier(() -> current = media.enter(info)),
                room -> opening.phases().time(Phases.ROOM_JOIN, room.join()).thenMany(live(room, opening)),
                JoinedRoom::leave,
                (room, error) -> room.leave(),
                JoinedRoom::leave);
    }

    private Flux<Up> live(JoinedRoom room, Opening opening) {
        return Flux.defer(() -> FirstFailure.merge(
                room.end().thenMany(Flux.<Up>never()),
                opening.sendingStalls().follow(room.sendingStalls()).thenMany(Flux.<Up>never()),
                room.receive(frames::arrived).thenMany(Flux.<Up>never()),
                opening.phases().time(Phases.PUBLISH, room.publish()).thenReturn(Up.UP)));
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
    public Mono<Optional<Duration>> roundTripTime() {
        JoinedRoom room = current;
        return room == null ? Mono.just(Optional.empty()) : room.roundTripTime();
    }

    @Override
    public Mono<StatsReport> stats() {
        JoinedRoom room = current;
        return room == null ? Mono.empty() : room.stats();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            JoinedRoom room = current;
            return room == null ? Mono.empty() : room.leave();
        });
    }
}
