package io.decart4j.testkit;

import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.webrtc.AudioSender;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.VideoSender;
import reactor.core.Disposable;
import reactor.core.Disposables;
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
        this.conversation = new Conversation(line, generation, acks);
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
    public Disposable start(PeerConnection connection, VideoSender sender) {
        // Frames come one at a time on a thread that may work, and only the newest is kept meanwhile.
        Disposable frames = connection.video().subscribe(frame -> {
            try (frame) {
                generation.frameReceived();
                generation.mediaConnected(true);
                if (!line.script().mediaStopped) {
                    generate(sender, frame);
                }
            }
        });
        return Disposables.composite(() -> generation.mediaConnected(false), frames);
    }

    @Override
    public Disposable start(PeerConnection connection, AudioSender sender) {
        return connection.audio().subscribe(frame -> {
            if (!line.script().mediaStopped) {
                sender.push(frame);
                audience.sound().push(frame);
            }
        });
    }

    private void generate(VideoSender sender, VideoFrame frame) {
        Look look = generation.look();
        if (look == null) {
            if (generation.returnsFramesBeforeLook()) {
                show(sender, frame);
            }
            return;
        }
        if (look.isPassthrough()) {
            show(sender, frame);
        } else {
            try (VideoFrame generated = look.tables().apply(frame)) {
                show(sender, generated);
            }
        }
        generation.frameSent();
    }

    private void show(VideoSender sender, VideoFrame frame) {
        sender.push(frame);
        audience.show(frame);
    }
}
