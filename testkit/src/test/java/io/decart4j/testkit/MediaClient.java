package io.decart4j.testkit;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.VideoSender;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A peer connection that negotiates over a {@link RawClient} and sends the test pattern. */
final class MediaClient implements AutoCloseable {

    static final int WIDTH = 320;
    static final int HEIGHT = 240;

    private final RawClient socket;
    private final PeerConnection peer;
    private final Disposable.Composite running = Disposables.composite();

    private MediaClient(RawClient socket, PeerConnection peer) {
        this.socket = socket;
        this.peer = peer;
    }

    /** How this side's candidates reach the server. */
    enum Candidates {
        AS_THEY_COME,
        BEFORE_THE_OFFER,
        AFTER_THE_ANSWER,
        INSIDE_THE_OFFER
    }

    /** Sends and receives. */
    static MediaClient offer(RawClient socket, WebRtcRuntime runtime) {
        return start(socket, runtime, true, sdp -> sdp);
    }

    /** As {@link #offer(RawClient, WebRtcRuntime)}, with an offer that is changed on its way. */
    static MediaClient offer(RawClient socket, WebRtcRuntime runtime, UnaryOperator<String> edit) {
        return start(socket, runtime, true, edit);
    }

    /** Only receives: video, then audio, as viewers ask for it. */
    static MediaClient watch(RawClient socket, WebRtcRuntime runtime) {
        return start(socket, runtime, false, sdp -> sdp);
    }

    /** As {@link #offer(RawClient, WebRtcRuntime)}, deaf to the server's candidates: its own have to do. */
    static MediaClient offer(RawClient socket, WebRtcRuntime runtime, Candidates way) {
        MediaClient client = open(socket, runtime);
        client.running.add(
                socket.messages("answer").next().flatMap(client::hear).subscribe(done -> {}, MediaClient::deaf));
        String sdp = Objects.requireNonNull(
                client.sendPattern().then(client.peer.offer(Mono::just)).block(RawClient.SOON));
        List<IceCandidate> all =
                Objects.requireNonNull(client.peer.candidates().collectList().block(RawClient.SOON));
        client.send(way, sdp, all);
        return client;
    }

    private void send(Candidates way, String sdp, List<IceCandidate> all) {
        String offer = way == Candidates.INSIDE_THE_OFFER
                ? sdp
                        + all.stream()
                                .map(each -> "a=" + each.candidate() + "\r\n")
                                .collect(Collectors.joining())
                : sdp;
        if (way == Candidates.BEFORE_THE_OFFER) {
            all.forEach(this::sendCandidate);
        }
        socket.send(Json.text(Map.of("type", "offer", "sdp", offer)));
        if (way == Candidates.AFTER_THE_ANSWER) {
            socket.await("answer");
            all.forEach(this::sendCandidate);
        }
    }

    private static MediaClient start(
            RawClient socket, WebRtcRuntime runtime, boolean sends, UnaryOperator<String> edit) {
        MediaClient client = open(socket, runtime);
        PeerConnection peer = client.peer;
        client.running.add(peer.candidates().subscribe(client::sendCandidate));
        client.running.add( // What was said to an earlier peer connection is not for this one.
                socket.messages()
                        .skip(socket.count())
                        .concatMap(client::hear)
                        .subscribe(done -> {}, MediaClient::deaf));
        Mono<Void> tracks = sends ? client.sendPattern() : peer.receiveVideo().then(peer.receiveAudio());
        tracks.then(client.sendOffer(edit)).block(RawClient.SOON);
        return client;
    }

    private static MediaClient open(RawClient socket, WebRtcRuntime runtime) {
        return new MediaClient(
                socket,
                Objects.requireNonNull(runtime.open(PeerOptions.none()).single().block(RawClient.SOON)));
    }

    /** Awaits a frame that came back and fits; frames that do not are released. */
    void awaitFrame(Predicate<VideoFrame> fits) {
        awaitFrame(peer.remote().retainedVideo(), fits);
    }

    static void awaitFrame(Flux<VideoFrame> frames, Predicate<VideoFrame> fits) {
        tested(frames, fits).filter(fit -> fit).next().single().block(RawClient.SOON);
    }

    private static Flux<Boolean> tested(Flux<VideoFrame> frames, Predicate<VideoFrame> test) {
        return frames.map(frame -> {
            try (frame) {
                return test.test(frame);
            }
        });
    }

    /** What the test says of the next frame that comes back. */
    CompletableFuture<Boolean> firstFrame(Predicate<VideoFrame> test) {
        return tested(peer.remote().retainedVideo(), test).next().toFuture();
    }

    PeerConnection peer() {
        return peer;
    }

    Mono<Void> sendOffer(UnaryOperator<String> edit) {
        return peer.offer(Mono::just)
                .doOnNext(sdp -> socket.send(Json.text(Map.of("type", "offer", "sdp", edit.apply(sdp)))))
                .then();
    }

    private Mono<Void> sendPattern() {
        return peer.sendVideo("camera").doOnNext(this::sendPattern).then();
    }

    private void sendPattern(VideoSender sender) {
        Disposable sending = TestPattern.frames(WIDTH, HEIGHT, 20).subscribe(frame -> {
            try (frame) {
                sender.push(frame);
            }
        });
        running.add(sending);
        // Some tests close the runtime and nothing else. takeUntilOther would drop a frame of the same moment.
        running.add(peer.states().subscribe(state -> {}, e -> {}, sending::dispose));
    }

    @Override
    public void close() {
        running.dispose();
        peer.close().block(RawClient.SOON);
    }

    private void sendCandidate(IceCandidate candidate) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("candidate", candidate.candidate());
        fields.put("sdpMid", candidate.sdpMid());
        fields.put("sdpMLineIndex", candidate.sdpMLineIndex());
        socket.send(Json.text(Map.of("type", "ice-candidate", "candidate", fields)));
    }

    /** What is said to a later peer connection of the socket comes here too; whoever needs it waits for frames in vain. */
    private static void deaf(Throwable failure) {
        LoggerFactory.getLogger(MediaClient.class).info("hears no more: {}", failure.getMessage());
    }

    private Mono<Void> hear(Map<String, @Nullable Object> message) {
        if ("answer".equals(message.get("type"))) {
            return peer.accept(String.valueOf(message.get("sdp")));
        } else if ("ice-candidate".equals(message.get("type"))
                && message.get("candidate") instanceof Map<?, ?> fields) {
            return peer.addCandidate(new IceCandidate(
                    String.valueOf(fields.get("candidate")),
                    (String) fields.get("sdpMid"),
                    fields.get("sdpMLineIndex") instanceof Long index ? index.intValue() : null,
                    null));
        }
        return Mono.empty();
    }
}
