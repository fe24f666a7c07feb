package io.decart4j.testkit;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What goes over a peer connection or through a room. */
interface Media {

    /**
     * Serves pictures until cancelled; what is ready goes to {@code send}, which keeps no reference.
     *
     * @param received what the client sends, one at a time on a thread that may work, the newest only; none where it only
     *     watches
     */
    Mono<Void> video(Flux<VideoFrame> received, Consumer<VideoFrame> send);

    /** The same for sound. */
    Mono<Void> audio(Flux<AudioFrame> received, Consumer<AudioFrame> send);
}
