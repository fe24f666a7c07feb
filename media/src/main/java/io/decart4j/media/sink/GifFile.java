package io.decart4j.media.sink;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameImages;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A GIF that is being written: each picture stays for as long as it took the next one to come, or as
 * long as the format can say: 655 seconds. Blocks. Thread-safe. */
final class GifFile {

    /** In hundredths of a second: viewers slow shorter ones down, and the format has 16 bits. */
    private static final int SHORTEST_DELAY = 2;

    private static final int LONGEST_DELAY = 0xffff;

    private final Path place;
    private final int maxWidth;
    private final long periodNanos;
    private @Nullable AtomicFile file;
    private @Nullable GifEncoder encoder;
    private @Nullable BufferedImage waiting;
    private long waitingNanos;
    private long dueNanos;
    private int written;
    private boolean ended;

    GifFile(Path place, int maxWidth, int fps) {
        this.place = place;
        this.maxWidth = maxWidth;
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / fps;
    }

    /** The frame stays the caller's. */
    synchronized void add(VideoFrame frame) {
        long time = frame.timestampNanos();
        // A little early is in time: timestamps jitter, and the next frame would be late.
        if (ended || (waiting != null && time < dueNanos - periodNanos / 8)) {
            return;
        }
        flush(time - waitingNanos);
        dueNanos = waiting == null || time - dueNanos > periodNanos ? time + periodNanos : dueNanos + periodNanos;
        waiting = small(FrameImages.toImage(frame));
        waitingNanos = time;
    }

    /** How many pictures it has; without any no file is written, nor when it was discarded before. */
    synchronized int finish() {
        if (ended) {
            return written;
        }
        flush(periodNanos);
        ended = true;
        GifEncoder last = encoder;
        AtomicFile done = file;
        if (last != null && done != null) {
            try {
                last.finish();
            } catch (IOException e) {
                discard();
                throw AtomicFile.unwritable(place, e);
            }
            done.finish();
        }
        return written;
    }

    synchronized void discard() {
        ended = true;
        if (encoder != null) {
            encoder.abort();
        }
        if (file != null) {
            file.discard();
        }
    }

    private void flush(long nanos) {
        BufferedImage image = waiting;
        if (image == null) {
            return;
        }
        try {
            GifEncoder to = encoder == null ? open() : encoder;
            long hundredths = TimeUnit.NANOSECONDS.toMillis(nanos + 5_000_000) / 10;
            to.add(image, (int) Math.min(LONGEST_DELAY, Math.max(SHORTEST_DELAY, hundredths)));
        } catch (IOException e) {
            throw AtomicFile.unwritable(place, e);
        }
        written++;
    }

    private GifEncoder open() throws IOException {
        AtomicFile begun = AtomicFile.begin(place);
        file = begun;
        GifEncoder opened = new GifEncoder(begun.part());
        encoder = opened;
        return opened;
    }

    private BufferedImage small(BufferedImage image) {
        int width = Math.min(maxWidth, image.getWidth());
        int height = Math.max(1, Math.round((float) image.getHeight() * width / image.getWidth()));
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return small;
    }
}
