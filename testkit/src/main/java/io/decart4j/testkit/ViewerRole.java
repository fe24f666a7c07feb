package io.decart4j.testkit;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client that only watches: it is told nothing, its commands are not heard, and it gets the session's frames and
 * sound.
 */
final class ViewerRole implements Role {

    private final ConnectionContext context;
    private final Audience audience;
    private final AtomicLong sent = new AtomicLong();

    ViewerRole(ConnectionContext context, Audience audience) {
        this.context = context;
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
    public Mono<Void> video(Flux<VideoFrame> received, Consumer<VideoFrame> send) {
        return audience.frames()
                .doOnNext(frame -> {
                    try (frame) {
                        if (!context.script().mediaStopped) {
                            send.accept(frame);
                            sent.incrementAndGet();
                        }
                    }
                })
                .then();
    }

    @Override
    public Mono<Void> audio(Flux<AudioFrame> received, Consumer<AudioFrame> send) {
        return audience.sound()
                .frames()
                .doOnNext(frame -> {
                    if (!context.script().mediaStopped) {
                        send.accept(frame);
                    }
                })
                .then();
    }
}
