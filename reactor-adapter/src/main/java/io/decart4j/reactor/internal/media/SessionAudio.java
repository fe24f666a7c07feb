package io.decart4j.reactor.internal.media;

import io.decart4j.frames.AudioFrames;
import io.decart4j.media.AudioFrame;
import io.decart4j.reactor.AudioCounters;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sound of a session in both directions, all attempts together: who subscribed once goes on hearing. */
public final class SessionAudio {

    private final LocalAudio local;
    private final AudioFrames remote = new AudioFrames();
    private long received;
    private long next;

    public SessionAudio(LocalAudio local) {
        this.local = local;
    }

    public LocalAudio local() {
        return local;
    }

    public Flux<AudioFrame> frames() {
        return remote.frames();
    }

    /**
     * Hands remote sound on for as long as it comes.
     *
     * @param heard calls what it is given for each frame of one connection, numbered from 0, until it is over
     */
    public Mono<Void> hear(Function<Consumer<AudioFrame>, Mono<Void>> heard) {
        return Mono.defer(() -> {
            long first = next();
            return heard.apply(frame -> push(frame, first));
        });
    }

    /** At once when called; completes when the caller's source is cancelled. */
    public Mono<Void> close() {
        remote.close();
        return local.close();
    }

    public synchronized AudioCounters counters() {
        return new AudioCounters(local.sent(), received, local.dropped(), remote.dropped());
    }

    private synchronized long next() {
        return next;
    }

    /** Numbers go on where those of the connection before have ended. */
    private synchronized void push(AudioFrame frame, long first) {
        received++;
        long sequence = Math.max(next, first + frame.sequence());
        next = sequence + 1;
        remote.push(AudioFrame.of(
                frame.toByteArray(), frame.sampleRate(), frame.channels(), frame.timestampNanos(), sequence));
    }
}
