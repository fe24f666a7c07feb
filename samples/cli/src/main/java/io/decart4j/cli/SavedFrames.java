package io.decart4j.cli;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameImages;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Numbered PNGs of received frames: one a second, and the last one. Used by one thread at a time. */
final class SavedFrames {

    private static final long PERIOD = Duration.ofSeconds(1).toNanos();

    private final Path folder;
    private long lastSaved = System.nanoTime() - PERIOD;
    private int count;
    private @Nullable VideoFrame unsaved;

    private SavedFrames(Path folder) {
        this.folder = folder;
    }

    /** Into this folder, which is made when it is not there. */
    static SavedFrames in(Path folder) {
        return new SavedFrames(OutFolder.made(folder));
    }

    /** The frame stays the caller's. */
    synchronized int see(VideoFrame frame) {
        if (System.nanoTime() - lastSaved >= PERIOD) {
            lastSaved = System.nanoTime();
            replace(null);
            save(frame);
        } else {
            replace(frame.retain());
        }
        return count;
    }

    /** Saves the last frame, unless it was already; returns how many files there are. */
    synchronized int finish() {
        VideoFrame last = unsaved;
        if (last != null) {
            save(last);
            replace(null);
        }
        return count;
    }

    private void replace(@Nullable VideoFrame frame) {
        VideoFrame old = unsaved;
        unsaved = frame;
        if (old != null) {
            old.release();
        }
    }

    private void save(VideoFrame frame) {
        File file = folder.resolve(String.format(Locale.ROOT, "frame-%04d.png", ++count))
                .toFile();
        try {
            ImageIO.write(FrameImages.toImage(frame), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
