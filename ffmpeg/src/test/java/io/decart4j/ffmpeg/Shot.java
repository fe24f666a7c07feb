package io.decart4j.ffmpeg;

import io.decart4j.media.VideoFrame;
import java.util.List;
import reactor.core.publisher.Flux;

/** What a frame was: its time in whole milliseconds, size and rotation, and the colour in its middle. */
record Shot(long millis, int width, int height, int rotation, int y, int u, int v) {

    /** Gives the frame back. */
    static Shot of(VideoFrame frame) {
        try (frame) {
            int column = frame.width() / 2;
            int row = frame.height() / 2;
            return new Shot(
                    Math.round(frame.timestampNanos() / 1e6),
                    frame.width(),
                    frame.height(),
                    frame.rotation(),
                    frame.y().get(row * frame.strideY() + column) & 0xff,
                    frame.u().get(row / 2 * frame.strideU() + column / 2) & 0xff,
                    frame.v().get(row / 2 * frame.strideV() + column / 2) & 0xff);
        }
    }

    static List<Shot> all(Flux<VideoFrame> video) {
        return RoundTripTest.all(video.map(Shot::of));
    }

    static List<Long> times(Flux<VideoFrame> video) {
        return all(video).stream().map(Shot::millis).toList();
    }

    boolean isColour(int otherY, int otherU, int otherV, int within) {
        return Math.abs(y - otherY) <= within && Math.abs(u - otherU) <= within && Math.abs(v - otherV) <= within;
    }
}
