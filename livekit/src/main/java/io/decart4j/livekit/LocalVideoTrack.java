package io.decart4j.livekit;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.VideoSender;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A video track of this client. It outlives the connections of the room: after a rejoin it is published again. */
public final class LocalVideoTrack {

    private final VideoPublishOptions options;
    private final Function<Publication, Mono<Void>> unpublish;
    private final AtomicReference<@Nullable VideoSender> sender = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Publication publication = new Video();

    LocalVideoTrack(VideoPublishOptions options, Function<Publication, Mono<Void>> unpublish) {
        this.options = options;
        this.unpublish = unpublish;
    }

    /** As it was asked for. */
    public VideoPublishOptions options() {
        return options;
    }

    /** The server's id, which changes with a rejoin; empty when it is not published. */
    public Optional<String> sid() {
        return publication.sid();
    }

    /** Whether the server has muted it, so that nobody gets its frames. */
    public boolean isMuted() {
        return publication.isMuted();
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
     * Frames that came while there was no connection, the track was muted by the server or not published, or nobody reported
     * about what was sent.
     */
    public long framesDropped() {
        return dropped.get();
    }

    /** Takes the track away; completes when the server has agreed, or at once when the room is not connected. */
    public Mono<Void> unpublish() {
        return Mono.defer(() -> unpublish.apply(publication));
    }

    Publication publication() {
        return publication;
    }

    private final class Video extends Publication {

        @Override
        String name() {
            return options.name();
        }

        @Override
        TrackSource source() {
            return options.source();
        }

        @Override
        boolean reportable() {
            return true;
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
                    bitrate == null ? 0 : bitrate);
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
