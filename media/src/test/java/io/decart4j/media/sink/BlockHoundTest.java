package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.testing.CountedFrames;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files are not written where frames come from, which may be an event loop. */
class BlockHoundTest {

    @TempDir
    Path folder;

    private final CountedFrames counted = new CountedFrames();
    private final Flux<VideoFrame> frames = counted.frames(3).subscribeOn(Schedulers.parallel());

    /** As ImageIO writes; what {@code Files.write} does goes unnoticed. */
    @Test
    void watches() {
        assertThatThrownBy(() -> Mono.fromCallable(this::writeHere)
                        .subscribeOn(Schedulers.parallel())
                        .block(CountedFrames.PATIENCE))
                .hasRootCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void andSinksPass() {
        assertThat(PngSequence.to(folder).write(frames).count().block(CountedFrames.PATIENCE))
                .isEqualTo(3);
        assertThat(GifPreview.to(folder.resolve("preview.gif")).write(frames).block(CountedFrames.PATIENCE))
                .isEqualTo(1);
        counted.assertAllReleased();
    }

    private boolean writeHere() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("here").toFile(), "rw")) {
            file.write(new byte[1]);
            return true;
        }
    }
}
