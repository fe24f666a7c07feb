package io.decart4j.pipeline;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.media.VideoFrame;
import io.decart4j.model.RealtimeModel;
import io.decart4j.reactor.Transport;
import io.decart4j.webrtc.Canvas;
import io.decart4j.webrtc.Framing;
import java.nio.file.Path;
import java.time.Duration;
import reactor.core.publisher.Flux;

/** What is to be done. */
record Job(
        MediaFile input,
        Path output,
        Transport transport,
        RealtimeModel model,
        String prompt,
        Framing framing,
        boolean hasBeeps) {

    int width() {
        return model.width();
    }

    int height() {
        return model.height();
    }

    int fps() {
        return model.fps();
    }

    /** The input's pictures as the session gets them: upright and of one size, at a steady rate. */
    Flux<VideoFrame> pictures() {
        Canvas canvas = new Canvas(width(), height(), framing, input.info().pixelAspectRatio());
        return input.atFrameRate(fps()).video().map(canvas::framed);
    }

    int frames() {
        return Math.max(1, (int) Math.round(input.info().duration().toNanos() * (double) fps() / 1e9));
    }

    long nanos(long number) {
        return number * 1_000_000_000L / fps();
    }

    Duration frame() {
        return Duration.ofNanos(nanos(1));
    }
}
