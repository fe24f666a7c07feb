package io.decart4j.benchmarks.files;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import reactor.core.publisher.Flux;

/** The pictures of {@link Reel} as they are, one behind the other in a file: what both sides record. */
final class RawPictures {

    private static final int LUMA = Reel.WIDTH * Reel.HEIGHT;
    private static final int CHROMA = LUMA / 4;
    private static final int PICTURE = LUMA + 2 * CHROMA;

    private final Path file;
    private final int pictures;

    private RawPictures(Path file, int pictures) {
        this.file = file;
        this.pictures = pictures;
    }

    static RawPictures write(Path file, int pictures) throws IOException {
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Reel.pictures(pictures)
                    .doOnNext(frame -> {
                        try (frame) {
                            append(to, frame.y());
                            append(to, frame.u());
                            append(to, frame.v());
                        }
                    })
                    .blockLast();
        }
        return new RawPictures(file, pictures);
    }

    Path file() {
        return file;
    }

    int count() {
        return pictures;
    }

    /** From the system's cache of the file, as the other side reads them. There is nothing to be released. */
    Flux<VideoFrame> frames() {
        return Flux.defer(() -> {
            ByteBuffer all = mapped();
            return Flux.range(0, pictures)
                    .map(index -> VideoFrame.of(
                            new Mapped(all.slice(index * PICTURE, PICTURE)), index * 1_000_000_000L / Reel.FPS));
        });
    }

    private ByteBuffer mapped() {
        try (FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            return from.map(FileChannel.MapMode.READ_ONLY, 0, (long) pictures * PICTURE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(FileChannel to, ByteBuffer plane) {
        try {
            ByteBuffer rest = plane.duplicate().clear();
            while (rest.hasRemaining()) {
                to.write(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Mapped(ByteBuffer picture) implements I420Buffer {

        @Override
        public int width() {
            return Reel.WIDTH;
        }

        @Override
        public int height() {
            return Reel.HEIGHT;
        }

        @Override
        public ByteBuffer y() {
            return picture.slice(0, LUMA);
        }

        @Override
        public ByteBuffer u() {
            return picture.slice(LUMA, CHROMA);
        }

        @Override
        public ByteBuffer v() {
            return picture.slice(LUMA + CHROMA, CHROMA);
        }

        @Override
        public int strideY() {
            return Reel.WIDTH;
        }

        @Override
        public int strideU() {
            return Reel.WIDTH / 2;
        }

        @Override
        public int strideV() {
            return Reel.WIDTH / 2;
        }

        @Override
        public void free() {
            // the garbage collector does it
        }
    }
}
