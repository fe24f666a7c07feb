package io.decart4j.media.source;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.webrtc.FrameImages;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Pictures one after the other, at a steady rate. All get the size of the first or a given one, with black bars where the
 * proportions differ. Immutable.
 */
public final class ImageSequence {

    private static final int MAX_FPS = 1000;

    private final Flux<BufferedImage> images;
    private final int fps;
    private final boolean looped;
    private final @Nullable Canvas canvas;

    private ImageSequence(Flux<BufferedImage> images, int fps, boolean looped, @Nullable Canvas canvas) {
        if (fps < 1 || fps > MAX_FPS) {
            throw new IllegalArgumentException("fps takes 1 to " + MAX_FPS + ", not " + fps);
        }
        this.images = images;
        this.fps = fps;
        this.looped = looped;
        this.canvas = canvas;
    }

    /**
     * Of files that {@link ImageFile} reads: PNG, JPEG, GIF, BMP, upright as a viewer shows them. Each is read when its turn comes, also the second time round.
     *
     * @param fps frames per second, 1 to 1000
     * @throws IllegalArgumentException when there is no file, or {@code fps} is out of range
     */
    public static ImageSequence of(List<Path> files, int fps) {
        List<Path> inTurn = List.copyOf(Objects.requireNonNull(files, "files"));
        if (inTurn.isEmpty()) {
            throw new IllegalArgumentException("files takes at least one file");
        }
        return of(
                Flux.fromIterable(inTurn)
                        .publishOn(FinishingScheduler.boundedElastic(), 1)
                        .map(ImageFile::read),
                fps);
    }

    /**
     * Of pictures that are made elsewhere, of which one or two are requested ahead.
     *
     * @param fps frames per second, 1 to 1000
     * @throws IllegalArgumentException when {@code fps} is out of range
     */
    public static ImageSequence of(Flux<BufferedImage> images, int fps) {
        return new ImageSequence(Objects.requireNonNull(images, "images"), fps, false, null);
    }

    /** The same, from the start again after the last picture, without an end. */
    public ImageSequence looped() {
        return new ImageSequence(images, fps, true, canvas);
    }

    /**
     * The same in this size in pixels.
     *
     * @throws IllegalArgumentException when a side is smaller than 1
     */
    public ImageSequence size(int width, int height) {
        return new ImageSequence(images, fps, looped, new Canvas(width, height));
    }

    /**
     * The frames on {@code Schedulers.boundedElastic()}, each of which the subscriber releases; those that an operator
     * discards are released. Nothing is skipped: a slow subscriber slows the sequence down. Timestamps are those of a steady
     * rate from 0 on.
     *
     * <p>Errors with {@link MediaFileException} for a file that is no picture, and with {@link IllegalArgumentException} when
     * there is not one picture.
     */
    public Flux<VideoFrame> frames() {
        return frames(Schedulers.parallel(), Schedulers.boundedElastic());
    }

    Flux<VideoFrame> frames(Scheduler timer, Scheduler worker) {
        Duration period = Duration.ofSeconds(1).dividedBy(fps);
        Flux<BufferedImage> once =
                images.switchIfEmpty(Flux.error(() -> new IllegalArgumentException("images takes at least one image")));
        return Flux.defer(() -> {
                    Flux<Long> ticks =
                            Flux.interval(Duration.ZERO, period, timer).onBackpressureDrop();
                    Painter painter = new Painter(canvas, period.toNanos());
                    // Images are what waits in the queues: unlike frames they need not be given back.
                    return Flux.<Object, BufferedImage>zip(
                                    pair -> (BufferedImage) pair[1], 1, ticks, looped ? once.repeat() : once)
                            .publishOn(FinishingScheduler.of(worker), 1)
                            .map(painter::frame);
                })
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    /** Makes frames of one subscription. */
    private static final class Painter {
        private final long periodNanos;
        private @Nullable Canvas canvas;
        private long count;

        Painter(@Nullable Canvas canvas, long periodNanos) {
            this.canvas = canvas;
            this.periodNanos = periodNanos;
        }

        VideoFrame frame(BufferedImage image) {
            Canvas to = canvas == null ? new Canvas(image.getWidth(), image.getHeight()) : canvas;
            canvas = to;
            return FrameImages.toFrame(to.fit(image), count++ * periodNanos);
        }
    }
}
