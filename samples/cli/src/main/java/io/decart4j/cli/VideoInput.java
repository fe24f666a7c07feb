package io.decart4j.cli;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.source.ImageFile;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.Canvas;
import io.decart4j.webrtc.FrameImages;
import java.awt.image.BufferedImage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/** The video that {@code connect} sends. */
final class VideoInput {

    private static final String PATTERN = "pattern";

    private VideoInput() {}

    /** Frames of the test pattern, or of the pictures in turn; errors with {@link BadInput} for an unusable file. */
    static Flux<VideoFrame> of(List<String> inputs, Canvas canvas, int fps) {
        if (inputs.equals(List.of(PATTERN))) {
            return TestPattern.frames(canvas.width(), canvas.height(), fps);
        }
        List<VideoFrame> frames =
                inputs.stream().map(name -> frame(name, canvas)).toList();
        return Flux.interval(Duration.ofSeconds(1).dividedBy(fps))
                .onBackpressureDrop()
                .map(tick -> frames.get((int) (tick % frames.size())).retain())
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    /** Copied to the heap: these are sent again and again for as long as anybody asks, and released by nobody. */
    private static VideoFrame frame(String name, Canvas canvas) {
        try (VideoFrame framed = canvas.framed(FrameImages.toFrame(read(name), 0))) {
            return framed.copy();
        }
    }

    private static BufferedImage read(String name) {
        try {
            return ImageFile.read(Path.of(name));
        } catch (MediaFileException | InvalidPathException e) {
            throw new BadInput(
                    "--input takes " + PATTERN + " or readable PNG, JPEG, GIF and BMP files, got \"" + name + "\"");
        }
    }
}
