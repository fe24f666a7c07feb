package io.decart4j.reactor;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import io.decart4j.flow.ReaderGuard;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.VideoFrame;
import io.decart4j.quality.QualityReport;
import io.decart4j.quality.QualityTargets;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.reactor.internal.session.Attempt;
import io.decart4j.reactor.internal.session.ConnectWaiters;
import io.decart4j.reactor.internal.session.SessionLoop;
import io.decart4j.reactor.internal.session.StatsFlow;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a session and a viewer have in common: events, remote video and audio, and a connection that is made anew when it is lost.
 * Nothing happens before {@link #connect()} is subscribed. Thread-safe.
 *
 * @param <S> the kind of connection itself
 */
public abstract sealed class RealtimeConnection<S extends RealtimeConnection<S>>
        permits RealtimeSession, RealtimeViewer {

    private final SessionLoop loop;
    private final ConnectWaiters waiting = new ConnectWaiters();
    private final EventHub<SessionEvent> events;
    private final SessionMedia media;
    private final Function<SessionStats, QualityTargets> targets;

    RealtimeConnection(
            SessionLoop loop,
            EventHub<SessionEvent> events,
            SessionMedia media,
            Function<SessionStats, QualityTargets> targets) {
        this.loop = loop;
        this.events = events;
        this.media = media;
        this.targets = targets;
    }

    /**
     * Connects, and completes with this object in connected or generating, on {@code Schedulers.parallel()}. Errors with
     * a {@link io.decart4j.error.DecartException} when no attempt gets there, or when the client is closed. When everybody who
     * waits for it cancels before anybody has been given the session, the session ends; a later cancel does nothing. A session
     * connects once: later calls tell how that went, and error when it is over.
     */
    public Mono<S> connect() {
        return waiting.await(
                loop.connect().publishOn(Schedulers.parallel()).then(Mono.fromSupplier(this::self)),
                () -> disconnect().subscribe());
    }

    /**
     * What happens, in order, on daemon threads named {@code decart4j-events-…} which a subscriber may block: it delays itself
     * only. The first subscriber also gets what happened before it came (at most the last 1024 events, in which ticks in a row
     * are one); a later one first gets the current state. Always ends with {@link SessionEvent.Ended} and completion, also after
     * a fault. A subscriber that falls more than 2048 events behind gets an overflow error; nobody else notices.
     */
    public Flux<SessionEvent> events() {
        return ReaderGuard.of(events.events());
    }

    /**
     * Reads remote frames: {@code reader} is called for each on a daemon thread, which it may block, and the frame is
     * released when it returns. A slow subscriber gets the newest frame and misses those before; they are counted, and a gap
     * in {@link VideoFrame#sequence()} shows them. Goes on over reconnects, completes when the session ends. Whatever the
     * reader throws is the error of this subscription only.
     */
    public <T> Flux<T> video(Function<? super VideoFrame, ? extends T> reader) {
        return video(FrameBuffer.latest(), reader);
    }

    /**
     * The same with a choice of what a slow subscriber gets, and how often: {@code video(FrameBuffer.latest().sample(5),
     * reader)} reads five frames per second.
     */
    public <T> Flux<T> video(FrameBuffer buffer, Function<? super VideoFrame, ? extends T> reader) {
        return media.remote().read(Objects.requireNonNull(buffer, "buffer"), Objects.requireNonNull(reader, "reader"));
    }

    /**
     * The same frames, each of which the subscriber must {@linkplain VideoFrame#release() release} exactly once. Those that
     * operators discard are released by {@link io.decart4j.frames.VideoFrames#discarding}, put at the end of the pipeline
     * (Reactor's discard hooks reach upstream only, so nothing here could do that): {@code
     * retainedVideo().publishOn(scheduler).map(reader).as(VideoFrames::discarding)}.
     */
    public Flux<VideoFrame> retainedVideo() {
        return retainedVideo(FrameBuffer.latest());
    }

    /** The same with a choice of what a slow subscriber gets, and how often. */
    public Flux<VideoFrame> retainedVideo(FrameBuffer buffer) {
        return media.remote().retained(Objects.requireNonNull(buffer, "buffer"));
    }

    /** What became of the remote frames for all subscribers so far. */
    public FrameCounts frameCounts() {
        return media.remote().counts();
    }

    /**
     * Remote sound from the subscription on, in frames of 10 ms, on {@code Schedulers.boundedElastic()}; 48 kHz mono with Opus,
     * which is offered first, while with another codec each frame says its own rate, which may change. Silence while the other
     * side sends none, nothing when no audio is negotiated (a session that sends no {@linkplain ConnectOptions.Builder#audio
     * audio} gets none). Any number of subscribers, each with a buffer for about a second; a
     * slow one misses the oldest, and they are counted. Sequence numbers and timestamps ({@link System#nanoTime()}) rise,
     * also over reconnects, during which nothing comes. Completes when the session ends. The frames are a few percent
     * shorter than the time in which they come: a count of samples is no clock.
     */
    public Flux<AudioFrame> audio() {
        return media.sound().frames();
    }

    /** Audio frames so far. */
    public AudioCounters audioCounters() {
        return media.sound().counters();
    }

    /** Ends the session and completes when everything is closed; the same at every call, in every state. */
    public Mono<Void> disconnect() {
        return loop.end().publishOn(Schedulers.parallel());
    }

    /** Where the session stands now. */
    public ConnectionState connectionState() {
        return loop.connectionState();
    }

    /** Whether it stands in connected or generating. */
    public boolean isConnected() {
        return connectionState().isConnected();
    }

    /** The server's id of the current session; changes with a reconnect, kept after the end. */
    public Optional<String> sessionId() {
        return loop.progress().sessionId();
    }

    /** The media path's last measured round trip; empty while there is none. */
    public Mono<Duration> roundTripTime() {
        return Mono.defer(() -> Mono.justOrEmpty(loop.current())).flatMap(Attempt::roundTripTime);
    }

    /** Samples of the media each second; otherwise {@link #stats(Duration)}. */
    public Flux<SessionStats> stats() {
        return stats(StatsFlow.INTERVAL);
    }

    /**
     * Samples of the media, on {@code Schedulers.parallel()}; costs nothing without a subscriber. The first comes one
     * interval after the subscription or the connection, whichever is later, and again after each reconnect, where the
     * counters begin anew. Each subscriber has samples of its own; a slow one gets the newest and misses those before,
     * their deltas too. Completes when the session ends.
     *
     * @param interval between two samples; less than 500 ms is 500 ms
     */
    public Flux<SessionStats> stats(Duration interval) {
        return ReaderGuard.of(new StatsFlow(
                        loop.states(), () -> Mono.justOrEmpty(loop.current()).flatMap(Attempt::stats))
                .every(Objects.requireNonNull(interval, "interval")));
    }

    /**
     * How good the connection is, from a sample each second, for each subscriber by itself: the first verdict, then one
     * when the level changes and when the warm-up of eight samples ends; after a reconnect from the beginning. A slow
     * subscriber gets the newest. Completes when the session ends.
     */
    public Flux<QualityReport> connectionQuality() {
        return ReaderGuard.of(QualityFlow.of(stats().filter(sample -> !isMuted()), targets));
    }

    boolean isMuted() {
        return false;
    }

    abstract S self();
}
