package io.decart4j.pipeline;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;

/** Measures the output file: scene changes against the beeps of the sample clip, or against those of the input. */
final class SyncCheck {

    /** What belongs together is no further apart, in milliseconds. */
    private static final double NEAR = 300;

    private SyncCheck() {}

    /** Milliseconds; {@code exact} when no picture is missing before it. */
    record Cut(double millis, boolean exact) {}

    static Sync of(Job job, Result result) {
        MediaFile output = MediaFile.open(result.recording().file());
        List<Cut> cuts = cuts(output.video(), job.fps());
        // Where the picture of the cut itself was lost, the next one only tells its latest time.
        List<Cut> exact = cuts.stream().filter(Cut::exact).toList();
        List<Cut> used = exact.size() >= 2 ? exact : cuts;
        List<Double> marks = job.hasBeeps()
                ? beeps(output)
                : cuts(job.pictures(), job.fps()).stream().map(Cut::millis).toList();
        List<double[]> pairs = new ArrayList<>();
        for (Cut cut : used) {
            marks.stream()
                    .filter(mark -> Math.abs(cut.millis() - mark) < NEAR)
                    .min((a, b) -> Double.compare(Math.abs(cut.millis() - a), Math.abs(cut.millis() - b)))
                    .ifPresent(mark -> pairs.add(new double[] {mark, cut.millis() - mark}));
        }
        String by = job.hasBeeps() ? "scene change against beep" : "scene change in the output against the input";
        double duration = result.recording().duration().toMillis();
        if (pairs.size() < 2) {
            // Not the length that the file tells: of joined recordings it is the first one's.
            double difference = duration - job.nanos(result.read()) / 1e6;
            return new Sync("lengths of both, for want of scene changes", List.of(), 0, difference);
        }
        return Sync.of(
                by + ", " + pairs.size() + " times",
                pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
                pairs.stream().mapToDouble(pair -> pair[1]).toArray(),
                duration);
    }

    static List<Cut> cuts(Flux<VideoFrame> video, int fps) {
        SceneChanges scenes = new SceneChanges();
        double[] before = {0};
        List<Cut> cuts = new ArrayList<>();
        video.doOnNext(frame -> {
                    try (frame) {
                        double millis = frame.timestampNanos() / 1e6;
                        if (scenes.isCut(frame)) {
                            cuts.add(new Cut(millis, millis - before[0] < 1500.0 / fps));
                        }
                        before[0] = millis;
                    }
                })
                .then()
                .block();
        return cuts;
    }

    private static List<Double> beeps(MediaFile file) {
        List<AudioFrame> sound =
                Objects.requireNonNull(file.audio().collectList().block());
        return Beeps.onsetsMillis(sound, SampleClip.BEEP_HERTZ);
    }
}
