package io.decart4j.benchmarks.files;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.ffmpeg.Recorder;
import io.decart4j.media.VideoFrame;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * One reading of a file, or one recording.
 *
 * @param seconds of wall time
 * @param cpuSeconds of all threads
 */
record Decoding(long frames, double seconds, double cpuSeconds) {

    /** To frames that are given back at once. */
    static Decoding withDecart4j(Path file) {
        AtomicLong frames = new AtomicLong();
        return timed(() -> {
            MediaFile.open(file)
                    .video()
                    .doOnNext(frame -> {
                        frames.incrementAndGet();
                        frame.release();
                    })
                    .blockLast();
            return frames.get();
        });
    }

    /** Of raw pictures to a file of a kind that its name tells. */
    static Decoding recordingWithDecart4j(RawPictures raw, Path to) {
        return timed(() -> {
            Recorder.to(to).frameRate(Reel.FPS).record(raw.frames()).block();
            return raw.count();
        });
    }

    private static Decoding timed(LongSupplier work) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        long frames = work.getAsLong();
        double seconds = (System.nanoTime() - began) / 1e9;
        return new Decoding(frames, seconds, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    /** Of all pixels in their order. */
    static String hashWithDecart4j(Path file) throws NoSuchAlgorithmException {
        MessageDigest hash = MessageDigest.getInstance("MD5");
        MediaFile.open(file)
                .video()
                .doOnNext(frame -> {
                    try (frame) {
                        update(hash, frame);
                    }
                })
                .blockLast();
        return HexFormat.of().formatHex(hash.digest());
    }

    private static void update(MessageDigest hash, VideoFrame frame) {
        int chroma = (frame.width() + 1) / 2;
        int rows = (frame.height() + 1) / 2;
        update(hash, frame.y(), frame.strideY(), frame.width(), frame.height());
        update(hash, frame.u(), frame.strideU(), chroma, rows);
        update(hash, frame.v(), frame.strideV(), chroma, rows);
    }

    private static void update(MessageDigest hash, ByteBuffer plane, int stride, int width, int height) {
        for (int row = 0; row < height; row++) {
            hash.update(plane.slice(row * stride, width));
        }
    }
}
