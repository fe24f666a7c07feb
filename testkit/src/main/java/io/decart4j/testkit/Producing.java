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
final class Producing implements Role {

    private static final String OVER = "session ended";

    private final Line line;
    private final Generation generation;
    private final Acks acks;
    private final Conversation conversation;
    private final Audience audience = new Audience();

    Producing(Line line, ServerParts parts) {
        this.line = line;
        this.generation =
                new Generation(line.socket(), line.loop(), parts.tickInterval(), parts.dropBeforeInitialState());
        this.acks = new Acks(line);
        this.conversation = new Conversation(line, generation, acks, parts.files());
    }

    Generation generation() {
        return generation;
    }

    Audience audience() {
        return audience;
    }

    @Override
    public void greet() {
        line.socket()
                .send(new ServerMessage.SessionId(
                        line.id(), "127.0.0.1", line.socket().port()));
    }

    @Override
    public Mono<Void> hear(ClientMessage message) {
        return conversation.hear(message);
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
                        if (!line.script().mediaStopped) {
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
                    if (!line.script().mediaStopped) {
                        send.accept(frame);
                        audience.sound().push(frame);
                    }
                })
                .then();
    }

    private void generate(Consumer<VideoFrame> send, VideoFrame frame) {
        Look look = generation.look();
        if (look == null) {
            if (generation.returnsFramesBeforeLook()) {
                show(send, frame);
            }
            return;
        }
        if (look.isPassthrough()) {
            show(send, frame);
        } else {
            try (VideoFrame generated = look.tables().apply(frame)) {
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
