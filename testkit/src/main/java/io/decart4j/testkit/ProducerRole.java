package io.decart4j.testkit;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The client that a session belongs to: its frames come in, pass the stand-in model, and go back at the same size and
 * pace, and to whoever watches. Its sound goes back as it is.
 */
final class ProducerRole implements Role {

    private static final String OVER = "session ended";

    private final ConnectionContext context;
    private final Generation generation;
    private final Acks acks;
    private final CommandHandler commands;
    private final Audience audience = new Audience();

    ProducerRole(ConnectionContext context, ServerParts parts) {
        this.context = context;
        this.generation =
                new Generation(context.socket(), context.loop(), parts.tickInterval(), parts.dropBeforeInitialState());
        this.acks = new Acks(context);
        this.commands = new CommandHandler(context, generation, acks, parts.files());
    }

    Generation generation() {
        return generation;
    }

    Audience audience() {
        return audience;
    }

    @Override
    public void greet() {
        context.socket()
                .send(new ServerMessage.SessionId(
                        context.id(), "127.0.0.1", context.socket().port()));
    }

    @Override
    public Mono<Void> hear(ClientMessage message) {
        return commands.hear(message);
    }

    @Override
    public Mono<Void> work() {
        return acks.run();
    }

    @Override
    public void ending(String reason) {
        generation.end(reason);
        audience.end(OVER);
    }

    @Override
    public void gone() {
        generation.stop();
        audience.end(OVER);
    }

    @Override
    public Mono<Void> video(Flux<VideoFrame> received, Consumer<VideoFrame> send) {
        return received.doOnNext(frame -> {
                    try (frame) {
                        generation.frameReceived();
                        generation.mediaConnected(true);
                        if (!context.script().mediaStopped) {
                            generate(send, frame);
                        }
                    }
                })
                .doFinally(end -> generation.mediaConnected(false))
                .then();
    }

    @Override
    public Mono<Void> audio(Flux<AudioFrame> received, Consumer<AudioFrame> send) {
        return received.doOnNext(frame -> {
                    if (!context.script().mediaStopped) {
                        send.accept(frame);
                        audience.sound().push(frame);
                    }
                })
                .then();
    }

    private void generate(Consumer<VideoFrame> send, VideoFrame frame) {
        AppliedState applied = generation.applied();
        if (applied == null) {
            if (generation.returnsFramesBeforeLook()) {
                show(send, frame);
            }
            return;
        }
        if (applied.isPassthrough()) {
            show(send, frame);
        } else {
            try (VideoFrame generated = applied.tables().apply(frame)) {
                show(send, generated);
            }
        }
        generation.frameSent();
    }

    private void show(Consumer<VideoFrame> send, VideoFrame frame) {
        send.accept(frame);
        audience.show(frame);
    }
}
