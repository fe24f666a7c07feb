package io.decart4j.reactor;

import io.decart4j.livekit.AudioPublishOptions;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.LocalAudioTrack;
import io.decart4j.livekit.LocalVideoTrack;
import io.decart4j.livekit.RemoteTrack;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.TrackKind;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.WebRtcRuntime;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The model's side of a room: sends back what the user sends, as the prompt wants it. */
final class Inference {

    private final LiveKitRoom room;
    volatile String prompt = "";
    volatile Runnable onFrame = () -> {};

    private Inference(LiveKitRoom room) {
        this.room = room;
    }

    static Mono<Inference> join(WebRtcRuntime runtime, RoomOptions options) {
        return LiveKitRoom.connect(runtime, options)
                .map(Inference::new)
                .doOnNext(inference ->
                        inference.room.tracks().flatMap(inference::answer).subscribe(null, e -> {}));
    }

    Mono<Void> leave() {
        return room.leave();
    }

    private Mono<Void> answer(RemoteTrack track) {
        return track.kind() == TrackKind.VIDEO
                ? room.publishVideo(VideoPublishOptions.camera(Studio.SMALL.width(), Studio.SMALL.height()))
                        .flatMapMany(out -> pictures(track, out))
                        .then()
                : room.publishAudio(AudioPublishOptions.microphone())
                        .flatMapMany(out -> sound(track, out))
                        .then();
    }

    private Flux<Boolean> pictures(RemoteTrack track, LocalVideoTrack out) {
        return track.retainedVideo().map(frame -> {
            try (frame;
                    VideoFrame generated = generate(frame)) {
                onFrame.run();
                return out.push(generated);
            }
        });
    }

    private static Flux<Boolean> sound(RemoteTrack track, LocalAudioTrack out) {
        return track.audio().map(out::push);
    }

    private VideoFrame generate(VideoFrame frame) {
        boolean noir = prompt.contains("noir");
        IntUnaryOperator invert = prompt.contains("invert") ? value -> 255 - value : value -> value;
        IntUnaryOperator colour = noir ? value -> 128 : invert;
        I420Buffer copy = I420Buffer.allocate(frame.width(), frame.height());
        int halfWidth = (frame.width() + 1) / 2;
        int halfHeight = (frame.height() + 1) / 2;
        fill(copy.y(), copy.strideY(), frame.y(), frame.strideY(), frame.width(), frame.height(), invert);
        fill(copy.u(), copy.strideU(), frame.u(), frame.strideU(), halfWidth, halfHeight, colour);
        fill(copy.v(), copy.strideV(), frame.v(), frame.strideV(), halfWidth, halfHeight, colour);
        return VideoFrame.of(copy, System.nanoTime());
    }

    private static void fill(
            ByteBuffer to, int toStride, ByteBuffer from, int fromStride, int width, int height, IntUnaryOperator by) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                to.put(row * toStride + column, (byte) by.applyAsInt(from.get(row * fromStride + column) & 0xff));
            }
        }
    }
}
