package io.decart4j.testkit;

import io.decart4j.livekit.AudioPublishOptions;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.LocalVideoTrack;
import io.decart4j.livekit.RemoteTrack;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.TrackKind;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** Somebody in the room that a room info or watch-stream names. */
final class RoomClient implements AutoCloseable {

    static final int WIDTH = 320;
    static final int HEIGHT = 240;

    private final LiveKitRoom room;
    private final Disposable.Composite running = Disposables.composite();

    private RoomClient(LiveKitRoom room) {
        this.room = room;
    }

    static RoomClient enter(Map<String, @Nullable Object> info, WebRtcRuntime runtime) {
        return new RoomClient(Objects.requireNonNull(LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(
                                        URI.create(String.valueOf(info.get("livekit_url"))),
                                        String.valueOf(info.get("token")))
                                .subscribeTo(identity -> identity.startsWith("inference-server-"))
                                .hostCandidatesOnly()
                                .build())
                .block(RawClient.SOON)));
    }

    LiveKitRoom room() {
        return room;
    }

    /** Publishes the test pattern. */
    RoomClient sendPattern() {
        LocalVideoTrack track = Objects.requireNonNull(
                room.publishVideo(VideoPublishOptions.camera(WIDTH, HEIGHT)).block(RawClient.SOON));
        running.add(track.send(TestPattern.frames(WIDTH, HEIGHT, 20), 20).subscribe());
        return this;
    }

    /** At the pace of real time, which {@code tone} need not keep. */
    RoomClient sendTone(Flux<AudioFrame> tone) {
        Flux<AudioFrame> paced =
                Flux.interval(Duration.ofMillis(10)).onBackpressureBuffer(1000).zipWith(tone, (tick, frame) -> frame);
        running.add(room.publishAudio(AudioPublishOptions.microphone())
                .flatMap(track -> track.send(paced))
                .subscribe());
        return this;
    }

    /** Awaits a frame of the generator that fits. */
    void awaitFrame(Predicate<VideoFrame> fits) {
        MediaClient.awaitFrame(tracks(TrackKind.VIDEO).switchMap(RemoteTrack::video), fits);
    }

    Flux<AudioFrame> sound() {
        return tracks(TrackKind.AUDIO).switchMap(RemoteTrack::audio);
    }

    private Flux<RemoteTrack> tracks(TrackKind kind) {
        return room.tracks().filter(track -> track.kind() == kind);
    }

    @Override
    public void close() {
        running.dispose();
        room.leave().block(RawClient.SOON);
    }
}
