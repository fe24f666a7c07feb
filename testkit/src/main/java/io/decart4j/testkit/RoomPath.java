package io.decart4j.testkit;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.message.ServerMessage;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The way of one session's media through a LiveKit room, beside its messages. Used when the client asks for it. Event loop only. */
final class RoomPath {

    private static final Logger LOG = LoggerFactory.getLogger(RoomPath.class);

    private final ConnectionContext context;
    private final Media media;
    private final ServerParts parts;
    private final String name;
    private final Consumer<String> failed;
    private final Sinks.Empty<Void> asked = Sinks.empty();
    private final Sinks.Empty<Void> told = Sinks.empty();
    private final Sinks.Empty<Void> over = Sinks.empty();
    private volatile @Nullable GeneratorRoom room;

    /** @param failed is told why, when the room cannot be had or ends by itself */
    RoomPath(ConnectionContext context, Media media, ServerParts parts, Consumer<String> failed) {
        this.context = context;
        this.media = media;
        this.parts = parts;
        this.failed = failed;
        this.name = RandomId.withPrefix("room_");
    }

    /** The room's name while there is one. */
    Optional<String> name() {
        return room == null ? Optional.empty() : Optional.of(name);
    }

    /** Completes when the connection has ended and the room is left. Not to be cancelled. */
    Mono<Void> run() {
        RoomServer livekit = parts.livekit();
        if (livekit == null) {
            return Mono.empty();
        }
        // Not cut short by the end: whoever is half in the room has to leave it again.
        Mono<GeneratorRoom> joined = Mono.firstWithSignal(
                        asked.asMono().thenReturn(true), over.asMono().thenReturn(false))
                .filter(wanted -> wanted)
                .flatMap(wanted -> GeneratorRoom.open(parts.runtime(), livekit.access(), name, user(), media));
        return Flux.usingWhen(joined, this::serve, GeneratorRoom::close)
                .publishOn(FinishingScheduler.of(context.loop()))
                .onErrorResume(failure -> {
                    LOG.warn("{}: no room", context.id(), failure);
                    failed.accept("LiveKit room failed: " + failure.getMessage());
                    return Mono.empty();
                })
                .then(Mono.fromRunnable(told::tryEmitEmpty));
    }

    /** Asks for the room, the first time; completes when the client has been told of it, or will not be. */
    Mono<Void> join() {
        if (parts.livekit() == null) {
            context.socket().send(new ServerMessage.ErrorMessage("This server has no LiveKit: send an offer"));
            return Mono.empty();
        }
        if (context.breakage().at(HandshakePhase.OFFER) || context.script().noAnswer) {
            return Mono.empty();
        }
        asked.tryEmitEmpty();
        return told.asMono();
    }

    void repeatInfo() {
        if (room != null) {
            sendInfo();
        }
    }

    /** Completes when the client is not in the room, at once when there is none. */
    Mono<Void> userLost() {
        GeneratorRoom present = room;
        return present == null ? Mono.empty() : present.userLost().publishOn(context.loop());
    }

    void end() {
        over.tryEmitEmpty();
    }

    private Mono<Void> serve(GeneratorRoom joined) {
        Mono<Void> lost =
                joined.serve().publishOn(context.loop()).doOnSuccess(done -> failed.accept("LiveKit room lost"));
        return Mono.firstWithSignal(over.asMono(), tell(joined).then(lost)).doFinally(end -> room = null);
    }

    private Mono<Void> tell(GeneratorRoom joined) {
        return Mono.<Void>fromRunnable(() -> {
                    room = joined;
                    sendInfo();
                    told.tryEmitEmpty();
                    context.breakage().at(HandshakePhase.ANSWER);
                })
                .subscribeOn(context.loop());
    }

    private void sendInfo() {
        RoomServer livekit = parts.livekit();
        if (livekit != null) {
            String token =
                    livekit.access().token().identity(user()).joinExisting(name).mint();
            context.socket()
                    .send(new ServerMessage.LivekitRoomInfo(livekit.url().toString(), token, name, context.id()));
        }
    }

    private String user() {
        return "user-" + context.id();
    }
}
