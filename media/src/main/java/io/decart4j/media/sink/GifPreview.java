package io.decart4j.media.sink;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import java.nio.file.Path;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A small animated GIF of a video, endlessly repeated: for a look, not for keeping. Immutable. */
public final class GifPreview {

    private final Path file;
    private final int width;
    private final int fps;

    private GifPreview(Path file, int width, int fps) {
        if (width < 1 || fps < 1 || fps > 50) {
            throw new IllegalArgumentException(
                    "a preview is at least 1 pixel wide at 1 to 50 frames per second, not " + width + " at " + fps);
        }
        this.file = file;
        this.width = width;
        this.fps = fps;
    }

    /** Into this file, 320 pixels wide with 5 pictures a second; its folder is made when it is not there. */
    public static GifPreview to(Path file) {
        return new GifPreview(file, 320, 5);
    }

    /**
     * The same with another width in pixels; smaller videos are not enlarged.
     *
     * @throws IllegalArgumentException when it is smaller than 1
     */
    public GifPreview width(int width) {
        return new GifPreview(file, width, fps);
    }

    /**
     * The same with at most so many pictures a second, by the frames' timestamps.
     *
     * @param fps 1 to 50: faster ones are slowed down by most viewers
     * @throws IllegalArgumentException when it is out of range
     */
    public GifPreview fps(int fps) {
        return new GifPreview(file, width, fps);
    }

    /**
     * Writes until the frames end, on {@code Schedulers.boundedElastic()}, and releases each. The file appears when it is
     * whole; after an error, a cancellation, or without any frame there is none.
     *
     * <p>Errors with {@link MediaFileException} when the file cannot be written.
     *
     * @return how many pictures it has
     */
    public Mono<Integer> write(Flux<VideoFrame> frames) {
        return Mono.usingWhen(
                Mono.fromSupplier(() -> new GifFile(file, width, fps)),
                gif -> frames.publishOn(FinishingScheduler.boundedElastic(), 1)
                        .doOnNext(frame -> {
                            try (frame) {
                                gif.add(frame);
                            }
                        })
                        .then(Mono.fromSupplier(gif::finish).subscribeOn(Schedulers.boundedElastic()))
                        .doOnDiscard(VideoFrame.class, VideoFrame::discard),
                gif -> Mono.empty(),
                (gif, error) -> discarded(gif),
                GifPreview::discarded);
    }

    private static Mono<Void> discarded(GifFile gif) {
        return Mono.<Void>fromRunnable(gif::discard).subscribeOn(Schedulers.boundedElastic());
    }
}
