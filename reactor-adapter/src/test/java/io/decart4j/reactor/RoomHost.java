package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** One session at the service's end: acks everything at once, and joins the room before it names it. */
final class RoomHost {

    final String room = "room-" + new UUID(ThreadLocalRandom.current().nextLong(), System.nanoTime());
    final List<ClientMessage> heard = new CopyOnWriteArrayList<>();
    private final RoomStudio studio;
    private final Sinks.Many<ServerMessage> says = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.Empty<Void> drop = Sinks.empty();
    private final AtomicBoolean generating = new AtomicBoolean();
    private volatile String prompt = "";
    private volatile @Nullable Inference model;

    RoomHost(RoomStudio studio) {
        this.studio = studio;
    }

    Mono<Void> serve(WebsocketInbound in, WebsocketOutbound out) {
        Flux<Void> hearing = in.aggregateFrames(SignalingCodec.MAX_FRAME_BYTES)
                .receive()
                .asByteArray()
                .map(SignalingCodec::readClientMessage)
                .doOnNext(heard::add)
                .flatMap(this::hear);
        return Mono.firstWithSignal(
                        out.sendString(says.asFlux().map(RoomHost::json)).then(), hearing.then(), drop.asMono())
                .onErrorComplete();
    }

    /** Ends the control socket. */
    void drop() {
        drop.tryEmitEmpty();
    }

    synchronized void say(ServerMessage message) {
        says.tryEmitNext(message);
    }

    Mono<Void> close() {
        Inference last = model;
        return last == null ? Mono.empty() : last.leave();
    }

    private Mono<Void> hear(ClientMessage message) {
        if (message instanceof ClientMessage.Prompt prompted) {
            prompt(prompted.prompt());
            say(new ServerMessage.PromptAck(prompted.prompt(), true, null));
        } else if (message instanceof ClientMessage.SetImage image) {
            prompt(String.valueOf(image.prompt()));
            say(new ServerMessage.SetImageAck(true, null));
        } else if (message instanceof ClientMessage.LivekitJoin) {
            say(new ServerMessage.QueuePosition(1, 1));
            return studio.inference(room).doOnNext(this::joined).then();
        }
        return Mono.empty();
    }

    private void prompt(String now) {
        prompt = now;
        Inference present = model;
        if (present != null) {
            present.prompt = now;
        }
    }

    private void joined(Inference inference) {
        inference.prompt = prompt;
        inference.onFrame = this::generates;
        model = inference;
        String token = studio.brokenToken.isEmpty() ? studio.token(room, "user") : studio.brokenToken;
        say(new ServerMessage.LivekitRoomInfo(studio.url, token, room, "session-" + room));
    }

    private void generates() {
        if (generating.compareAndSet(false, true)) {
            say(new ServerMessage.GenerationStarted());
            say(new ServerMessage.GenerationTick(1));
        }
    }

    private static String json(ServerMessage message) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        SignalingCodec.write(message, frame);
        return frame.toString(UTF_8);
    }
}
