package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCStatsType;
import io.decart4j.flow.CallersCode;
import io.decart4j.stats.ConnectionStats;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * A WebRTC peer connection whose steps are Monos. Nothing happens before subscription; the native calls run one after
 * the other on the thread of the runtime, results and signals arrive on {@code Schedulers.parallel()}, frames on
 * daemon threads of their own. Cancelling a step that has begun does not undo it.
 *
 * <p>A step that fails emits {@link WebRtcException}; every step after {@link #close()} does.
 */
public final class PeerConnection {

    private static final AtomicLong NUMBER = new AtomicLong();

    private static final Set<RTCStatsType> OUTBOUND =
            EnumSet.of(RTCStatsType.OUTBOUND_RTP, RTCStatsType.REMOTE_INBOUND_RTP);

    private final String name = "peer-" + NUMBER.incrementAndGet();
    private final NativeThread thread;
    private final NativePeer peer;
    private final PeerSignals signals;
    private final RemoteMedia remote = new RemoteMedia();
    private final Consumer<PeerConnection> onClosed;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Sinks.Empty<Void> closed = Sinks.empty();

    PeerConnection(NativeThread thread, Engine engine, PeerOptions options, Consumer<PeerConnection> onClosed) {
        this.thread = thread;
        this.signals = new PeerSignals();
        this.peer = new NativePeer(engine, options, signals, remote);
        this.onClosed = onClosed;
    }

    /**
     * Adds a video track of this side. Before {@link #offer} it offers one {@code sendrecv} section; before {@link
     * #answer} it takes the first offered video section, which is then answered {@code sendrecv}, or {@code sendonly}
     * when the other side only receives.
     *
     * @param label id of the track and of its stream in the SDP: 1 to 64 letters, digits and any of {@code !#$&'*+-.^_`{|}~},
     *     or the Mono ends with an {@link IllegalArgumentException}
     */
    public Mono<VideoSender> sendVideo(String label) {
        return thread.call("send video", () -> peer.sendVideo(label));
    }

    /**
     * Adds a video track of this side in a {@code sendonly} section of its own, whatever others there are. Before {@link
     * #offer}; an {@link IllegalArgumentException} when the codec is unknown.
     *
     * @param label id of the track and of its stream in the SDP: 1 to 64 letters, digits and any of {@code !#$&'*+-.^_`{|}~},
     *     or the Mono ends with an {@link IllegalArgumentException}
     */
    public Mono<VideoSender> sendVideo(String label, VideoEncoding encoding) {
        return thread.call("send video", () -> peer.sendVideo(label, encoding));
    }

    /**
     * As {@link #sendVideo(String, VideoEncoding)} in a {@code sendrecv} section, in which the other side may send too. Only for
     * the side that makes the {@link #offer}.
     */
    public Mono<VideoSender> exchangeVideo(String label, VideoEncoding encoding) {
        return thread.call("exchange video", () -> peer.exchangeVideo(label, encoding));
    }

    /** Takes a track away again; the next offer says so. Nothing happens when it is gone already. */
    public Mono<Void> stopSending(VideoSender sender) {
        return thread.run("stop sending", () -> peer.stopSending(sender));
    }

    /** Takes a track away again; the next offer says so. Nothing happens when it is gone already. */
    public Mono<Void> stopSending(AudioSender sender) {
        return thread.run("stop sending", () -> peer.stopSending(sender));
    }

    /** Offers to receive video without sending any. */
    public Mono<Void> receiveVideo() {
        return thread.run("receive video", peer::receiveVideo);
    }

    /**
     * Adds an audio track of this side. In {@link #offer} and {@link #answer} it is what {@link #sendVideo} is for video.
     *
     * @param label as in {@link #sendVideo(String)}; with the label of the video both are one stream
     */
    public Mono<AudioSender> sendAudio(String label) {
        return thread.call("send audio", () -> peer.sendAudio(label));
    }

    /** Offers to receive audio without sending any. */
    public Mono<Void> receiveAudio() {
        return thread.run("receive audio", peer::receiveAudio);
    }

    /** Takes sound that the other side offers, from the next {@link #answer} on, without sending any. */
    public Mono<Void> answerAudio() {
        return thread.run("answer audio", peer::answerAudio);
    }

    /**
     * Puts a codec first in the first video section; the order of the others stays. After {@link #sendVideo} or {@link
     * #receiveVideo}, before {@link #offer}.
     *
     * @param mimeSubtype for example {@code VP8}, in any case; {@link IllegalArgumentException} when there is none
     */
    public Mono<Void> preferVideoCodec(String mimeSubtype) {
        return thread.run("prefer video codec", () -> peer.preferVideoCodec(mimeSubtype));
    }

    /**
     * Creates an offer, lets {@code edit} change it and sets it as the local description; candidates follow.
     *
     * @param edit is called and subscribed on {@code Schedulers.parallel()}; its errors become those of this Mono, an
     *     empty one is an {@link IllegalStateException}
     * @return the SDP to send; what is set is the same without {@code x-google-…} hints, which are for the other side
     */
    public Mono<String> offer(Function<String, Mono<String>> edit) {
        return offer(false, edit);
    }

    /** As {@link #offer} with new ICE credentials: once answered, the connection looks for a path again. */
    public Mono<String> restartIce() {
        return offer(true, Mono::just);
    }

    private Mono<String> offer(boolean iceRestart, Function<String, Mono<String>> edit) {
        return thread.call("create offer", () -> peer.createOffer(iceRestart))
                .flatMap(sdp -> CallersCode.hook(() -> edit.apply(sdp))
                        .switchIfEmpty(Mono.error(
                                () -> new IllegalStateException("the edit of the offer completed without an SDP"))))
                .flatMap(sdp -> thread.call("set local description", () -> peer.setLocal(RTCSdpType.OFFER, sdp)));
    }

    /**
     * Answers an offer, also a later one on the same connection. An offered microphone is answered {@code inactive}
     * unless {@link #receiveAudio()}, {@link #answerAudio()} or {@link #sendAudio} was called.
     *
     * <p>An offer has at most 4 Mi characters: letters and digits of ASCII, spaces, tabs, line ends, and any of
     * {@code !"#$&'()*+,-./:;<=>?@[\]^_`{|}~}. Another one ends the Mono with an {@link IllegalArgumentException} before it is
     * handed on.
     *
     * @return the SDP as it was set
     */
    public Mono<String> answer(String offerSdp) {
        return thread.call("answer", () -> peer.answer(offerSdp));
    }

    /** Takes the answer to the last {@link #offer}, which is made of what {@link #answer} takes. */
    public Mono<Void> accept(String answerSdp) {
        return thread.run("set remote description", () -> peer.setRemote(RTCSdpType.ANSWER, answerSdp));
    }

    /**
     * Adds a candidate of the other side. Waits inside until a remote description is set, which does not hold back the
     * Mono; an empty candidate (the end of candidates) is ignored. {@link IllegalArgumentException} when it names no
     * media section, has more than 2048 characters or others than {@link #answer} takes, {@link IllegalStateException} when
     * there are more than 1024 for a remote description.
     */
    public Mono<Void> addCandidate(IceCandidate candidate) {
        return thread.run("add candidate", () -> peer.addCandidate(candidate));
    }

    /**
     * Candidates of this side, kept until the one subscriber comes. Completes when all are gathered or the connection
     * closes; unbounded, of which there are never many.
     */
    public Flux<IceCandidate> candidates() {
        return signals.candidates();
    }

    /**
     * The same candidates and those of every later ICE generation, from either side's restart; completes when the
     * connection closes. For one subscriber, instead of {@link #candidates()}.
     */
    public Flux<IceCandidate> trickle() {
        return signals.trickle();
    }

    /** Other servers for candidates, from the next ICE restart on. */
    public Mono<Void> useIceServers(PeerOptions options) {
        return thread.run("use ICE servers", () -> peer.useIceServers(options));
    }

    /** The current state and its changes, for any number of subscribers; completes after {@link PeerState#CLOSED}. */
    public Flux<PeerState> states() {
        return signals.states();
    }

    /**
     * Each step of each of the connection's state machines from now on, for finding out why it is as it is; for any number
     * of subscribers, of which one that is hundreds behind misses some. Completes when the connection closes.
     */
    public Flux<PeerChange> changes() {
        return signals.changes();
    }

    /** What the other side sends. */
    public RemoteMedia remote() {
        return remote;
    }

    /** The last measured round trip of the path in use; empty before there is one and after the close. */
    public Mono<Duration> roundTripTime() {
        return stats().mapNotNull(report -> ConnectionStats.of(report).currentRoundTripTimeMs())
                .map(millis -> Duration.ofNanos(Math.round(millis * 1e6)));
    }

    /** What the connection counts now; empty after the close. A report is made anew at most every 50 ms. */
    public Mono<StatsReport> stats() {
        return stats(type -> true);
    }

    /**
     * Of {@link #stats()} what is sent and what is reported of its arrival, W3C's {@code outbound-rtp} and {@code
     * remote-inbound-rtp}: for those who look often, with about a third less garbage.
     */
    public Mono<StatsReport> outboundStats() {
        return stats(OUTBOUND::contains);
    }

    private Mono<StatsReport> stats(Predicate<RTCStatsType> types) {
        Mono<StatsReport> asked = Mono.create(sink -> {
            try {
                thread.execute(() -> askForStats(sink, types));
            } catch (RejectedExecutionException e) {
                sink.success();
            }
        });
        // A report that is still asked for when the connection closes may never come.
        return Mono.firstWithSignal(asked, closed.asMono().then(Mono.<StatsReport>empty()))
                .onErrorResume(WebRtcException.class, e -> Mono.empty())
                .publishOn(Schedulers.parallel());
    }

    /**
     * Closes the connection and gives back everything native, in the one order that the library survives. Completes
     * when that is done, at every call; once begun it cannot be cancelled.
     */
    public Mono<Void> close() {
        return Mono.defer(() -> {
            if (closing.compareAndSet(false, true)) {
                try {
                    thread.execute(this::closeNow);
                } catch (RejectedExecutionException disposed) {
                    // The runtime has closed this connection before its thread ended.
                    return closed.asMono();
                }
            }
            return closed.asMono().publishOn(Schedulers.parallel());
        });
    }

    private void askForStats(MonoSink<StatsReport> sink, Predicate<RTCStatsType> types) {
        try {
            peer.stats(report -> {
                try {
                    sink.success(StatsReader.read(name, report, types));
                } catch (RuntimeException e) { // the native side cannot take it
                    sink.error(e);
                }
            });
        } catch (Throwable e) {
            sink.error(NativeThread.failure("get stats", e));
        }
    }

    /** On the native thread. */
    void closeNow() {
        Teardown.step("close", peer::close);
        remote.close();
        signals.closed();
        onClosed.accept(this);
        closed.tryEmitEmpty();
    }
}
