package io.decart4j.reactor;

import io.decart4j.frames.AudioFrames;
import io.decart4j.media.AudioFrame;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sound of a session in both directions, all attempts together: who subscribed once goes on hearing. */
final class SessionSound {

    private final LocalAudio local;
    private final AudioFrames remote = new AudioFrames();
    private long received;
    private long lost;
    private long next;

    SessionSound(LocalAudio local) {
        this.local = local;
    }

    LocalAudio local() {
        return local;
    }

    Flux<AudioFrame> frames() {
        return remote.frames();
    }

    /**
     * Hands remote sound on for as long as it comes.
     *
     * @param heard of one connection, numbered from 0
     * @param missed frames that this was too slow for
     */
    Mono<Void> hear(Flux<AudioFrame> heard, LongSupplier missed) {
        return Mono.defer(() -> {
            long first = next();
            return heard.doOnNext(frame -> push(frame, first))
                    .doFinally(end -> countLost(missed.getAsLong()))
                    .then();
        });
    }

    /** At once when called; completes when the caller's source is cancelled. */
    Mono<Void> close() {
        remote.close();
        return local.close();
    }

    synchronized AudioCounters counters() {
        return new AudioCounters(local.sent(), received, local.dropped(), lost + remote.dropped());
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

    private synchronized void countLost(long frames) {
        lost += frames;
    }
}
