package io.decart4j.cli;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.source.ImageFile;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.FrameImages;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
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
    static Flux<VideoFrame> of(List<String> inputs, Size size, int fps) {
        if (inputs.equals(List.of(PATTERN))) {
            return TestPattern.frames(size.width(), size.height(), fps);
        }
        List<VideoFrame> frames = inputs.stream().map(name -> frame(name, size)).toList();
        return Flux.interval(Duration.ofSeconds(1).dividedBy(fps))
                .onBackpressureDrop()
                .map(tick -> frames.get((int) (tick % frames.size())).retain())
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    private static VideoFrame frame(String name, Size size) {
        BufferedImage scaled = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = scaled.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.drawImage(read(name), 0, 0, size.width(), size.height(), null);
        } finally {
            graphics.dispose();
        }
        return FrameImages.toFrame(scaled, 0);
    }

    private static BufferedImage read(String name) {
        try {
            return ImageFile.read(Path.of(name));
        } catch (MediaFileException | InvalidPathException e) {
            throw new BadInput("--input takes " + PATTERN + " or readable PNG and JPEG files, got \"" + name + "\"");
        }
    }
}
