package io.decart4j.livekit;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.frames.AudioFrames;
import io.decart4j.frames.FrameQueue;
import io.decart4j.frames.VideoFrames;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A track of another participant that this client is subscribed to. It ends with its publication, with the participant,
 * when the room is joined anew, and with the room; a resumed connection keeps it.
 */
public final class RemoteTrack {

    /** Looked at once a second. */
    private static final Duration FROZEN = Duration.ofSeconds(4);

    private final String participantSid;
    private final String identity;
    private final FrameQueue frames = new FrameQueue();
    private final AudioFrames sound = new AudioFrames();
    private final BlackTail tail;
    private volatile TrackInfo info;
    private volatile long arrivedAt;
    private volatile boolean flows;
    private volatile boolean stalled;

    RemoteTrack(Participant participant, TrackInfo info) {
        this.participantSid = participant.sid();
        this.identity = participant.identity();
        this.info = info;
        this.tail = new BlackTail(info, frames::push);
    }

    /** The server's id, {@code TR_…}. */
    public String sid() {
        return info.sid();
    }

    /** Who sends it. */
    public String identity() {
        return identity;
    }

    /** The server's id of the sender's stay, {@code PA_…}. */
    public String participantSid() {
        return participantSid;
    }

    /** Sound or pictures. */
    public TrackKind kind() {
        return info.kind();
    }

    /** As of the last update of the server. */
    public TrackInfo info() {
        return info;
    }

    /**
     * Its frames, none for sound. The subscriber owns each frame and releases it; a slow one gets the newest, and what it
     * misses is released and counted. One subscriber at a time, at any moment. Completes when the track ends.
     */
    public Flux<VideoFrame> retainedVideo() {
        return frames;
    }

    /**
     * Reads them: {@code reader} is called for each on a daemon thread, which it may block, and the frame is released when it
     * returns. Otherwise as {@link #retainedVideo()}, in whose place it is. Completes when the track ends; whatever the reader throws is the
     * error of this subscription.
     */
    public <T> Flux<T> video(Function<? super VideoFrame, ? extends T> reader) {
        return VideoFrames.read(frames, Objects.requireNonNull(reader, "reader"));
    }

    /**
     * The same frames without a buffer between: {@code to} is called on the native decoder thread, takes over each frame, and must
     * neither block nor run foreign code. While this is subscribed {@link #retainedVideo()} gets nothing. Completes when the track ends.
     */
    public Mono<Void> eachVideoFrame(Consumer<? super VideoFrame> to) {
        return frames.each(to);
    }

    /**
     * Frames that the subscriber of {@link #retainedVideo()} was too slow for, and the few tiny black ones that many senders append at
     * the end, which nobody filmed.
     */
    public long framesDropped() {
        return frames.dropped() + tail.dropped();
    }

    /**
     * Its sound in frames of 10 ms, none for pictures; 48 kHz mono with Opus, otherwise as each frame says. For any number of
     * subscribers, each with a buffer for a second; a slow one misses the oldest, which are counted. Completes when the track ends.
     */
    public Flux<AudioFrame> audio() {
        return sound.frames();
    }

    /**
     * The same sound without a buffer between: {@code to} is called on the native thread that feeds every track of the process, and
     * must neither block nor run foreign code. Completes when the track ends.
     */
    public Mono<Void> eachAudioFrame(Consumer<? super AudioFrame> to) {
        return sound.each(to);
    }

    /** Frames that subscribers of {@link #audio()} were too slow for. */
    public long audioFramesDropped() {
        return sound.dropped();
    }

    /** Takes over the reference. */
    void arrived(VideoFrame frame) {
        arrivedAt = MonotonicTime.nanos();
        flows = true;
        tail.push(frame);
    }

    /** Returns whether it has stalled since the last look, or goes on. */
    boolean look(long now) {
        if (info.muted()) {
            arrivedAt = now;
        }
        boolean before = stalled;
        stalled = flows && now - arrivedAt >= FROZEN.toNanos();
        return stalled != before;
    }

    boolean isStalled() {
        return stalled;
    }

    AudioFrames sound() {
        return sound;
    }

    void updated(TrackInfo now) {
        info = now;
    }

    void end() {
        tail.end();
        frames.close();
        sound.close();
    }

    @Override
    public String toString() {
        return "RemoteTrack[" + info.sid() + ", " + info.kind() + " of " + identity + "]";
    }
}
