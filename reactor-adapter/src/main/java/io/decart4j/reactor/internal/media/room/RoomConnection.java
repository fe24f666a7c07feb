package io.decart4j.reactor.internal.media.room;

import io.decart4j.livekit.AudioPublishOptions;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.LocalAudioTrack;
import io.decart4j.livekit.LocalVideoTrack;
import io.decart4j.livekit.RemoteTrack;
import io.decart4j.livekit.RoomEvent;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.VideoCodec;
import io.decart4j.reactor.internal.media.EncoderLimits;
import io.decart4j.reactor.internal.media.LocalAudio;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.stats.StatsReport;
import io.decart4j.webrtc.VideoEncoding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A LiveKit room, and what goes in and out of it. */
final class RoomConnection implements JoinedRoom {

    /** As the official clients publish. */
    private static final int MAX_BITRATE = 3_500_000;

    private static final int MAX_BITRATE_VP9 = 3_000_000;
    private static final VideoCodec CODEC = VideoCodec.H264;
    /** Where the library was built without the other. */
    private static final VideoCodec OTHER_CODEC = VideoCodec.VP8;

    private static final String CAMERA = "camera";

    private final LiveKitRoom room;
    private final LiveKitMedia shared;
    private final SessionMedia media;
    private volatile @Nullable LocalVideoTrack camera;
    private volatile @Nullable LocalAudioTrack microphone;

    RoomConnection(LiveKitRoom room, LiveKitMedia shared) {
        this.room = room;
        this.shared = shared;
        this.media = shared.media();
    }

    @Override
    public Mono<Void> join() {
        return room.join().then().onErrorMap(RoomFailures::typed);
    }

    @Override
    public Mono<Void> publish() {
        return publishVideo()
                .then(Mono.defer(this::publishAudio))
                // What was decided while they were published.
                .then(Mono.defer(() -> mute(media.muting().isMuted())))
                .onErrorMap(RoomFailures::typed);
    }

    @Override
    public Mono<Void> mute(boolean muted) {
        LocalVideoTrack video = camera;
        LocalAudioTrack audio = microphone;
        return Mono.when(
                video == null ? Mono.empty() : muted ? video.mute() : video.unmute(),
                audio == null ? Mono.empty() : muted ? audio.mute() : audio.unmute());
    }

    private Mono<Void> publishVideo() {
        return media.local().isPresent()
                ? shared.runtime().videoSendCodecs().flatMap(codecs -> publish(codec(codecs)))
                : Mono.empty();
    }

    private Mono<Void> publish(VideoCodec codec) {
        return room.publishVideo(camera(codec))
                .doOnNext(track -> {
                    camera = track;
                    track.publications().subscribe(sid -> send(track, codec));
                })
                .then();
    }

    /** To the connection that the track has now: after a rejoin that is another one. */
    private void send(LocalVideoTrack track, VideoCodec codec) {
        media.local().attach(EncoderLimits.checking(codec, track::push));
        media.local().flow();
    }

    private VideoPublishOptions camera(VideoCodec codec) {
        Integer most = media.sending().maxBitrate();
        int usual = codec == VideoCodec.VP9 ? MAX_BITRATE_VP9 : MAX_BITRATE;
        return VideoPublishOptions.camera(shared.width(), shared.height())
                .named(CAMERA)
                // Frames beyond the highest rate do not come this far.
                .encodedAs(new VideoEncoding(codec.name(), most == null ? usual : most, null))
                .muted(media.muting().isMuted());
    }

    private VideoCodec codec(List<String> codecs) {
        VideoCodec preferred = media.sending().preferredVideoCodec();
        if (preferred != null) {
            EncoderLimits.require(preferred, codecs);
            return preferred;
        }
        return codecs.stream().anyMatch(CODEC.name()::equalsIgnoreCase) ? CODEC : OTHER_CODEC;
    }

    private Mono<Void> publishAudio() {
        LocalAudio audio = media.sound().local();
        return audio.isPresent()
                ? room.publishAudio(AudioPublishOptions.microphone()
                                .muted(media.muting().isMuted()))
                        .doOnNext(track -> {
                            microphone = track;
                            audio.attach(track::push);
                            audio.flow();
                        })
                        .then()
                : Mono.empty();
    }

    @Override
    public Mono<Void> receive(Runnable onFrame) {
        return room.tracks()
                .flatMap(
                        track -> switch (track.kind()) {
                            case VIDEO -> frames(track, onFrame);
                            case AUDIO -> media.sound().hear(track::eachAudioFrame);
                            case OTHER -> Mono.<Void>empty();
                        },
                        Integer.MAX_VALUE)
                .then();
    }

    /** Numbered by the track: the connection's own numbers count the frames of every track. */
    private Mono<Void> frames(RemoteTrack track, Runnable onFrame) {
        return Mono.defer(() -> {
            Consumer<VideoFrame> reception = media.remote().reception();
            AtomicLong arrived = new AtomicLong();
            return track.eachVideoFrame(frame -> {
                onFrame.run();
                reception.accept(frame.withSequence(arrived.getAndIncrement()));
            });
        });
    }

    @Override
    public Mono<Void> end() {
        return room.events()
                .<Void>handle((event, sink) -> {
                    if (event instanceof RoomEvent.Disconnected over) {
                        sink.error(RoomFailures.ended(over));
                    } else if (event instanceof RoomEvent.LocalTrackLost lost) {
                        // A session that cannot send is of no use.
                        sink.error(RoomFailures.typed(lost.cause()));
                    }
                })
                .then();
    }

    @Override
    public Flux<Boolean> sendingStalls() {
        return new SendingObstacles(CAMERA).any(room.events());
    }

    @Override
    public Mono<Duration> roundTripTime() {
        return room.roundTripTime();
    }

    @Override
    public Mono<StatsReport> stats() {
        return room.stats();
    }

    @Override
    public Mono<Void> leave() {
        return room.leave();
    }
}
