package io.decart4j.testkit;

import io.decart4j.message.ClientMessage;
import io.decart4j.webrtc.AudioSender;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.VideoSender;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * A client that only watches: it is told nothing, its commands are not heard, and it gets the session's frames and
 * sound.
 */
final class Watching implements Role {

    private final Line line;
    private final Audience audience;
    private final AtomicLong sent = new AtomicLong();

    Watching(Line line, Audience audience) {
        this.line = line;
        this.audience = audience;
    }

    long framesSent() {
        return sent.get();
    }

    @Override
    public void greet() {}

    @Override
    public Mono<Void> hear(ClientMessage message) {
        return Mono.empty();
    }

    @Override
    public Mono<Void> work() {
        return Mono.empty();
    }

    @Override
    public void ending(String reason) {}

    @Override
    public void gone() {}

    @Override
    public Disposable start(PeerConnection connection, VideoSender sender) {
        return audience.frames().subscribe(frame -> {
            try (frame) {
                if (!line.script().mediaStopped) {
                    sender.push(frame);
                    sent.incrementAndGet();
                }
            }
        });
    }

    @Override
    public Disposable start(PeerConnection connection, AudioSender sender) {
        return audience.sound().frames().subscribe(frame -> {
            if (!line.script().mediaStopped) {
                sender.push(frame);
            }
        });
    }
}
