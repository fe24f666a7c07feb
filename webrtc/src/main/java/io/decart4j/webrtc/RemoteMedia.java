package io.decart4j.webrtc;

import io.decart4j.frames.AudioFrames;
import io.decart4j.frames.FrameQueue;
import io.decart4j.frames.VideoFrames;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the other side of a {@link PeerConnection} sends. Everything here ends when the connection closes. */
public final class RemoteMedia {

    private final FrameQueue frames = new FrameQueue();
    private final AudioFrames sound = new AudioFrames();
    private final SectionRoutes<Consumer<? super VideoFrame>> videoRoutes = new SectionRoutes<>(frames::push);
    private final SectionRoutes<AudioFrames> audioRoutes = new SectionRoutes<>(sound);

    RemoteMedia() {}

    /**
     * Frames of the remote video, whichever track it comes from, numbered as they arrive. The subscriber owns each frame and
     * releases it. A slow one gets the newest and misses those before, which are released here and counted in {@link
     * #framesDropped()}; without a subscriber frames are released and not counted. One subscriber at a time (a second gets an
     * {@link IllegalStateException}), at any moment. Completes when the connection closes.
     */
    public Flux<VideoFrame> retainedVideo() {
        return frames;
    }

    /**
     * Reads them: {@code reader} is called for each on a daemon thread, which it may block, and the frame is released when it
     * returns. Otherwise as {@link #retainedVideo()}, in whose place it is. Completes when the connection closes; whatever the reader throws is the
     * error of this subscription.
     */
    public <T> Flux<T> video(Function<? super VideoFrame, ? extends T> reader) {
        return VideoFrames.read(frames, Objects.requireNonNull(reader, "reader"));
    }

    /**
     * The same frames without a buffer between: {@code to} is called on the native decoder thread, takes over each frame,
     * and must neither block nor run foreign code. While this is subscribed {@link #retainedVideo()} gets nothing. Completes when
     * the connection closes.
     */
    public Mono<Void> eachVideoFrame(Consumer<? super VideoFrame> to) {
        return frames.each(to);
    }

    /**
     * Sends the remote frames of one media section somewhere else than to {@link #retainedVideo()}, from now on. May be called at
     * any time and on any thread.
     *
     * @param mid the section by its id in the SDP
     * @param to takes each frame over, on the native decoder thread: it must neither block nor run foreign code; null for
     *     {@link #retainedVideo()} again
     */
    public void routeVideo(String mid, @Nullable Consumer<? super VideoFrame> to) {
        videoRoutes.route(mid, to);
    }

    /** As {@link #routeVideo} for sound. */
    public void routeAudio(String mid, @Nullable AudioFrames to) {
        audioRoutes.route(mid, to);
    }

    /** Frames that the subscriber of {@link #retainedVideo()} was too slow for. */
    public long framesDropped() {
        return frames.dropped();
    }

    /**
     * Sound of the remote audio track in frames of 10 ms, as long as that track is negotiated: silence while nothing is sent. With
     * Opus it is 48 kHz mono; with another codec it has that one's rate, or that of other sound which the process receives, so each
     * frame says its own, and the next may have another. For any number of subscribers, each with a buffer for a second; a slow one misses the oldest,
     * which are counted in {@link #audioFramesDropped()}. Sequence numbers and timestamps ({@link System#nanoTime()} of the
     * arrival) rise; a gap in the numbers is what was dropped. There are a few frames less than 100 a second, because
     * WebRTC shortens the sound a little to fit: a count of samples is no clock. Completes when the connection closes.
     */
    public Flux<AudioFrame> audio() {
        return sound.frames();
    }

    /**
     * The same sound without a buffer between: {@code to} is called on the native thread that feeds every track of the runtime, and
     * must neither block nor run foreign code. Completes when the connection closes.
     */
    public Mono<Void> eachAudioFrame(Consumer<? super AudioFrame> to) {
        return sound.each(to);
    }

    /** Frames that subscribers of {@link #audio()} were too slow for. */
    public long audioFramesDropped() {
        return sound.dropped();
    }

    SectionRoutes<Consumer<? super VideoFrame>> videoRoutes() {
        return videoRoutes;
    }

    SectionRoutes<AudioFrames> audioRoutes() {
        return audioRoutes;
    }

    void close() {
        frames.close();
        sound.close();
    }
}
