package io.decart4j.reactor;

import io.decart4j.livekit.AudioPublishOptions;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.LocalVideoTrack;
import io.decart4j.livekit.RemoteTrack;
import io.decart4j.livekit.RoomEvent;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.media.VideoFrame;
import io.decart4j.stats.StatsReport;
import io.decart4j.webrtc.VideoEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A LiveKit room, and what goes in and out of it. */
final class LiveKitStay implements JoinedRoom {

    /** As the official clients publish. */
    private static final int MAX_BITRATE = 3_500_000;

    private static final int MAX_FRAMERATE = 30;
    private static final String CODEC = "H264";
    /** Where the library was built without the other. */
    private static final String OTHER_CODEC = "VP8";

    private final LiveKitRoom room;
    private final LiveKitMedia media;

    LiveKitStay(LiveKitRoom room, LiveKitMedia media) {
        this.room = room;
        this.media = media;
    }

    @Override
    public Mono<Void> join() {
        return room.join().then().onErrorMap(RoomFailures::typed);
    }

    @Override
    public Mono<Void> publish() {
        return publishVideo().then(Mono.defer(this::publishAudio)).onErrorMap(RoomFailures::typed);
    }

    private Mono<Void> publishVideo() {
        return media.local().isPresent()
                ? media.runtime()
                        .videoSendCodecs()
                        .flatMap(codecs -> room.publishVideo(camera(codecs)))
                        .doOnNext(track -> track.publications().subscribe(sid -> send(track)))
                        .then()
                : Mono.empty();
    }

    /** To the connection that the track has now: after a rejoin that is another one. */
    private void send(LocalVideoTrack track) {
        media.local().attach(track::push);
        media.local().flow();
    }

    private VideoPublishOptions camera(List<String> codecs) {
        String codec = codecs.stream().anyMatch(CODEC::equalsIgnoreCase) ? CODEC : OTHER_CODEC;
        return VideoPublishOptions.camera(media.width(), media.height())
                .encodedAs(new VideoEncoding(codec, MAX_BITRATE, MAX_FRAMERATE));
    }

    private Mono<Void> publishAudio() {
        LocalAudio audio = media.sound().local();
        return audio.isPresent()
                ? room.publishAudio(AudioPublishOptions.microphone())
                        .doOnNext(track -> {
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
                            case AUDIO -> media.sound().hear(track.audio(), track::audioFramesDropped);
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
            return track.video()
                    .doOnNext(frame -> {
                        onFrame.run();
                        reception.accept(frame.withSequence(arrived.getAndIncrement() + track.framesDropped()));
                    })
                    .then();
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
    public Mono<Optional<Duration>> roundTripTime() {
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
