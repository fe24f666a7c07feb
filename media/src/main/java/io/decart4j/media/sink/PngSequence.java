package io.decart4j.media.sink;

import io.decart4j.flow.FinishingScheduler;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.webrtc.FrameImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import reactor.core.publisher.Flux;

/** Frames as numbered PNG files of one folder: {@code frame-000001.png} and so on. */
public final class PngSequence {

    private final Path folder;

    private PngSequence(Path folder) {
        this.folder = folder;
    }

    /** Into this folder, which is made when it is not there; files of the same names are replaced. */
    public static PngSequence to(Path folder) {
        return new PngSequence(folder);
    }

    /**
     * Writes each frame and releases it, one at a time on {@code Schedulers.boundedElastic()}; of the source as much is
     * asked for, plus one. A file is there as a whole or not at all. Each subscription begins with number 1.
     *
     * <p>Errors with {@link MediaFileException} when a file cannot be written.
     *
     * @return the files as they are done
     */
    public Flux<Path> write(Flux<VideoFrame> frames) {
        return Flux.defer(() -> {
                    int[] count = {0};
                    return frames.publishOn(FinishingScheduler.boundedElastic(), 1)
                            .map(frame -> write(frame, folder.resolve(name(++count[0]))));
                })
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    private static String name(int number) {
        return String.format(Locale.ROOT, "frame-%06d.png", number);
    }

    private static Path write(VideoFrame frame, Path place) {
        try (frame) {
            AtomicFile file = AtomicFile.begin(place);
            try {
                ImageIO.write(FrameImages.toImage(frame), "png", file.part().toFile());
            } catch (IOException | RuntimeException e) {
                file.discard();
                throw AtomicFile.unwritable(place, e);
            }
            return file.finish();
        }
    }
}
