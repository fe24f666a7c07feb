package io.decart4j.livekit;

import io.decart4j.media.AudioFrame;
import io.decart4j.webrtc.AudioSender;
import io.decart4j.webrtc.PeerConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An audio track of this client. It outlives the connections of the room: after a rejoin it is published again. */
public final class LocalAudioTrack {

    private final AudioPublishOptions options;
    private final Function<Publication, Mono<Void>> unpublish;
    private final AtomicReference<@Nullable AudioSender> sender = new AtomicReference<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Publication publication = new Audio();

    LocalAudioTrack(AudioPublishOptions options, Function<Publication, Mono<Void>> unpublish) {
        this.options = options;
        this.unpublish = unpublish;
    }

    /** As it was asked for. */
    public AudioPublishOptions options() {
        return options;
    }

    /** The server's id, which changes with a rejoin; empty when it is not published. */
    public Optional<String> sid() {
        return publication.sid();
    }

    /** Whether the server has muted it, so that nobody hears it. */
    public boolean isMuted() {
        return publication.isMuted();
    }

    /**
     * Sends a frame of any length now, on any thread; the caller keeps the pace of real time.
     *
     * @return whether it is on its way to the room; what is not is counted in {@link #framesDropped()}
     * @throws IllegalArgumentException when 10 ms are no whole number of samples
     */
    public boolean push(AudioFrame frame) {
        AudioSender to = sender.get();
        boolean taken = to != null && !publication.isMuted() && to.push(frame) && publication.isReceived();
        if (!taken) {
            dropped.incrementAndGet();
        }
        return taken;
    }

    /**
     * Sends the frames of a source that keeps the pace of real time, until it ends or fails, the track is no longer
     * published, or the subscription is cancelled.
     */
    public Mono<Void> send(Publisher<AudioFrame> frames) {
        return Flux.from(frames)
                .doOnNext(this::push)
                .takeUntilOther(publication.awaitOver())
                .then();
    }

    /** Frames that came while there was no connection, or the track was muted by the server or not published. */
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

    private final class Audio extends Publication {

        @Override
        String name() {
            return options.name();
        }

        @Override
        TrackSource source() {
            return options.source();
        }

        @Override
        SignalRequest.AddTrack request(String cid) {
            return new SignalRequest.AddTrack(cid, TrackKind.AUDIO, options.source(), options.name(), 0, 0, null, 0);
        }

        @Override
        Mono<Void> attach(PeerConnection publisher, String cid) {
            return publisher.sendAudio(cid).doOnNext(sender::set).then();
        }

        @Override
        Mono<Void> detach(PeerConnection publisher) {
            AudioSender last = sender.getAndSet(null);
            return last == null ? Mono.empty() : publisher.stopSending(last);
        }
    }
}
