package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.VideoSender;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A track that sends pictures. */
public final class LocalVideoTrack extends LocalTrack {

    private final VideoPublishOptions options;
    private final AtomicReference<@Nullable VideoSender> sender = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Publication publication;

    LocalVideoTrack(VideoPublishOptions options, RtcEngine room) {
        super(room);
        this.options = options;
        this.publication = new Video();
        publication.mute().here(options.muted());
    }

    /** As it was asked for. */
    public VideoPublishOptions options() {
        return options;
    }

    /**
     * The server's id each time that the track has been published, beginning with the current one: a new connection knows no
     * frame of those before, so a still picture has to be sent anew. On the room's own threads; completes when the track is
     * no longer published.
     */
    public Flux<String> publications() {
        return publication.sids();
    }

    /**
     * Sends one frame now, on any thread. Does not take the caller's reference.
     *
     * @return whether it is on its way to the room; what is not is counted in {@link #framesDropped()}
     */
    public boolean push(VideoFrame frame) {
        VideoSender to = sender.get();
        boolean taken = to != null && !publication.isMuted() && to.push(frame);
        if (taken) {
            publication.sends();
            taken = publication.isReceived();
        }
        (taken ? sent : dropped).incrementAndGet();
        return taken;
    }

    /**
     * Sends the frames of a source, releasing each, until it ends or fails, the track is no longer published, or the
     * subscription is cancelled. One frame is asked for per frame interval, so a fast source is paced and a late one is not
     * waited for.
     *
     * @param fps frames per second to ask for at most
     * @throws IllegalArgumentException when {@code fps} is smaller than 1
     */
    public Mono<Void> send(Publisher<VideoFrame> frames, int fps) {
        if (fps < 1) {
            throw new IllegalArgumentException("fps takes 1 or more, not " + fps);
        }
        return new FramePump(frames, fps, this::push).run(publication.awaitOver());
    }

    /** Frames that are on their way to the room, as far as can be known. */
    public long framesSent() {
        return sent.get();
    }

    /**
     * Frames that came while there was no connection, the track was muted or not published, or nobody reported about what was
     * sent, and those beyond the highest rate ({@link io.decart4j.webrtc.VideoEncoding#maxFramerate()}).
     */
    public long framesDropped() {
        return dropped.get();
    }

    @Override
    Publication publication() {
        return publication;
    }

    private final class Video extends Publication {

        Video() {
            super(options.name(), options.source(), true);
        }

        @Override
        SignalRequest.AddTrack request(String cid) {
            Integer bitrate = options.encoding().maxBitrate();
            return new SignalRequest.AddTrack(
                    cid,
                    TrackKind.VIDEO,
                    options.source(),
                    options.name(),
                    options.width(),
                    options.height(),
                    options.encoding().codec(),
                    bitrate == null ? 0 : bitrate,
                    mute().announced());
        }

        @Override
        Mono<Void> attach(PeerConnection publisher, String cid) {
            return publisher
                    .sendVideo(cid, options.encoding())
                    .doOnNext(sender::set)
                    .then();
        }

        @Override
        Mono<Void> detach(PeerConnection publisher) {
            VideoSender last = sender.getAndSet(null);
            return last == null ? Mono.empty() : publisher.stopSending(last);
        }
    }
}
