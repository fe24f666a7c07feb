package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.testing.CountedFrames;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GifFileTest {

    @TempDir
    Path folder;

    private final CountedFrames counted = new CountedFrames();

    /** A cancel may come when the thread that finishes is on its way already. */
    @Test
    void whatWasDiscardedIsNotFinished() throws IOException {
        GifFile gif = new GifFile(folder.resolve("preview.gif"), 120, 5);
        add(gif, 0);
        gif.discard();
        assertThat(gif.finish()).isZero();
        assertThat(PngSequenceTest.names(folder)).isEmpty();
    }

    @Test
    void whatWasDiscardedWhileItWasWrittenIsNotFinished() throws IOException {
        GifFile gif = new GifFile(folder.resolve("preview.gif"), 120, 5);
        add(gif, 0);
        add(gif, 25);
        gif.discard();
        assertThat(gif.finish()).isEqualTo(1);
        assertThat(PngSequenceTest.names(folder)).isEmpty();
    }

    private void add(GifFile gif, int index) {
        try (VideoFrame frame = counted.frame(index)) {
            gif.add(frame);
        }
    }
}
