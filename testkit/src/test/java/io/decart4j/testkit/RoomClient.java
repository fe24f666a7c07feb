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
import io.decart4j.webrtc.VideoEncoding;
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

    /** Receives the generator. */
    static RoomClient enter(Map<String, @Nullable Object> info, WebRtcRuntime runtime) {
        URI url = URI.create(String.valueOf(info.get("livekit_url")));
        return enter(
                url, String.valueOf(info.get("token")), identity -> identity.startsWith("inference-server-"), runtime);
    }

    static RoomClient enter(URI url, String token, Predicate<String> whom, WebRtcRuntime runtime) {
        return new RoomClient(Objects.requireNonNull(LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(url, token)
                                .subscribeTo(whom)
                                .hostCandidatesOnly()
                                .build())
                .block(RawClient.SOON)));
    }

    LiveKitRoom room() {
        return room;
    }

    /** Publishes the test pattern. */
    RoomClient sendPattern() {
        return sendPattern("VP8");
    }

    RoomClient sendPattern(String codec) {
        VideoPublishOptions camera =
                VideoPublishOptions.camera(WIDTH, HEIGHT).encodedAs(new VideoEncoding(codec, 2_000_000, 30));
        LocalVideoTrack track = Objects.requireNonNull(room.publishVideo(camera).block(RawClient.SOON));
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
        MediaClient.awaitFrame(tracks(TrackKind.VIDEO).switchMap(RemoteTrack::retainedVideo), fits);
    }

    /** Awaits half a second of this tone. */
    void awaitTone(int hz) {
        sound().buffer(50)
                .filter(part -> Math.abs(TestTone.frequency(part) - hz) < 15)
                .next()
                .single()
                .block(RawClient.SOON);
    }

    Flux<AudioFrame> sound() {
        return tracks(TrackKind.AUDIO).switchMap(RemoteTrack::audio);
    }

    private Flux<RemoteTrack> tracks(TrackKind kind) {
        return room.tracks().filter(track -> track.kind() == kind);
    }

    @Override
    public void close() {
        leave();
    }

    void leave() {
        running.dispose();
        room.leave().block(RawClient.SOON);
    }
}
