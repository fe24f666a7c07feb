package io.decart4j.webrtc;

import io.decart4j.webrtc.Pictures.Yuv;
import java.time.Duration;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two peers of two runtimes in this JVM, that hand each other what a signalling channel would carry. */
record Pair(PeerConnection caller, PeerConnection callee, Disposable.Composite trickle) {

    static final Duration LIMIT = Duration.ofSeconds(20);

    static Pair open(WebRtcRuntime one, WebRtcRuntime other) {
        PeerConnection caller =
                one.open(PeerOptions.none()).blockOptional(LIMIT).orElseThrow();
        PeerConnection callee =
                other.open(PeerOptions.none()).blockOptional(LIMIT).orElseThrow();
        Disposable.Composite trickle =
                Disposables.composite(trickle(caller.candidates(), callee), trickle(callee.candidates(), caller));
        return new Pair(caller, callee, trickle);
    }

    /** A test may be over before the last candidate: a closed connection takes none, which is nobody's failure. */
    static Disposable trickle(Flux<IceCandidate> from, PeerConnection to) {
        return from.concatMap(to::addCandidate)
                .onErrorComplete(WebRtcException.class)
                .subscribe();
    }

    static VideoSender sending(PeerConnection peer) {
        return peer.sendVideo("video").blockOptional(LIMIT).orElseThrow();
    }

    /** Offer and answer, both as set. */
    Sdp negotiate() {
        return negotiate(UnaryOperator.identity());
    }

    Sdp negotiate(UnaryOperator<String> edit) {
        return caller.offer(offer -> Mono.just(edit.apply(offer)))
                .flatMap(offer -> callee.answer(offer)
                        .flatMap(answer -> caller.accept(answer).thenReturn(new Sdp(offer, answer))))
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    void connected() {
        Flux.merge(
                        caller.states().filter(s -> s == PeerState.CONNECTED).take(1),
                        callee.states().filter(s -> s == PeerState.CONNECTED).take(1))
                .blockLast(LIMIT);
    }

    /** Sends one colour again and again, as a camera would. */
    static Disposable feed(VideoSender sender, Yuv colour) {
        return Flux.interval(Duration.ofMillis(30)).onBackpressureDrop().subscribe(tick -> {
            try (var frame = Pictures.solid(colour, 320, 180)) {
                sender.push(frame);
            }
        });
    }

    /** Waits for a picture of that colour. */
    static void see(PeerConnection at, Yuv colour) {
        at.remote()
                .retainedVideo()
                .map(frame -> {
                    try (frame) {
                        return Pictures.centre(frame);
                    }
                })
                .filter(colour::near)
                .blockFirst(LIMIT);
    }

    void close() {
        trickle.dispose();
        Mono.whenDelayError(caller.close(), callee.close()).block(LIMIT);
    }

    record Sdp(String offer, String answer) {}
}
