package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.media.AudioFrame;
import io.decart4j.webrtc.AudioSender;
import io.decart4j.webrtc.PeerConnection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A track that sends sound. */
public final class LocalAudioTrack extends LocalTrack {

    private final AudioPublishOptions options;
    private final AtomicReference<@Nullable AudioSender> sender = new AtomicReference<>();
    private final AtomicLong dropped = new AtomicLong();
    private final Publication publication;

    LocalAudioTrack(AudioPublishOptions options, RtcEngine room) {
        super(room);
        this.options = options;
        this.publication = new Audio();
        publication.mute().here(options.muted());
    }

    /** As it was asked for. */
    public AudioPublishOptions options() {
        return options;
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

    /** Frames that came while there was no connection, or the track was muted or not published. */
    public long framesDropped() {
        return dropped.get();
    }

    @Override
    Publication publication() {
        return publication;
    }

    private final class Audio extends Publication {

        Audio() {
            super(options.name(), options.source(), false);
        }

        @Override
        SignalRequest.AddTrack request(String cid) {
            return new SignalRequest.AddTrack(
                    cid, TrackKind.AUDIO, options.source(), options.name(), 0, 0, null, 0, mute().announced());
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
