package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** A program that records for longer than anybody waits, keeps what there is, and says how far it is; how it fails is its last line. */
final class LongRecording {

    private LongRecording() {}

    public static void main(String[] arguments) {
        Clips clips = new Clips();
        // Neither runs away from the other, as live streams do not: what is ahead waits in memory.
        Flux<VideoFrame> video = clips.video(3_000, 5).zipWith(every(12), (frame, tick) -> {
            if (tick % 30 == 0) {
                System.out.println("pictures " + tick);
            }
            return frame;
        });
        Flux<AudioFrame> sound = Clips.tone(440, 10_000, 0, 48_000, 1).zipWith(every(3), (piece, tick) -> piece);
        try {
            Recorder.to(Path.of(arguments[0]))
                    .keepingPartial()
                    .record(video, sound)
                    .block();
        } catch (MediaFileException e) {
            System.out.println(e.getMessage());
            System.out.println("kept " + e.partial().map(Path::toString).orElse("nothing"));
        }
        System.exit(0);
    }

    private static Flux<Long> every(int millis) {
        return Flux.interval(Duration.ofMillis(millis)).onBackpressureBuffer();
    }
}
