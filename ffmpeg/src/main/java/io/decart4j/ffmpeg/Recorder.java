package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Writes frames to a file: MP4 (H.264 and AAC) or WebM (VP8 and Opus) by the end of its name. Immutable and thread-safe.
 *
 * <p>Every frame is written at its own time, counted from the first picture's: a stream may have any frame rate, and a
 * missing picture leaves the one before it on the screen. Sound before the first picture is cut, and so is sound behind the
 * last one; where some is missing there is silence. Pictures of another size than the first are scaled to it; rotation
 * is applied; odd sides lose a column or a row.
 */
public final class Recorder {

    private static final long TOLERANCE = 20_000_000;
    private static final long TOLERANCE_ON_ARRIVAL = 120_000_000;

    /** What a recording is to be; the size is 0 when the first picture decides. */
    record Settings(Path file, int width, int height, double frameRate, boolean onArrival, boolean keepPartial) {

        long toleranceNanos() {
            return onArrival ? TOLERANCE_ON_ARRIVAL : TOLERANCE;
        }
    }

    private final Settings settings;

    private Recorder(Settings settings) {
        this.settings = settings;
    }

    /**
     * A recorder to this file, which is written anew by each recording. It appears when it is whole; until then there is
     * a hidden {@code .part} beside it, one for each recording. Of several to one file at once the one that ends last stays.
     *
     * @throws IllegalArgumentException when the name ends in neither {@code .mp4} nor {@code .webm}
     */
    public static Recorder to(Path file) {
        Container.of(file);
        return new Recorder(new Settings(file, 0, 0, 30, false, false));
    }

    /**
     * Scales all pictures to this size instead of the first one's.
     *
     * @throws IllegalArgumentException for odd sides, or sides below 2 or above 4096
     */
    public Recorder size(int width, int height) {
        if (width < 2 || height < 2 || width > 4096 || height > 4096 || width % 2 + height % 2 != 0) {
            throw new IllegalArgumentException("size takes even sides from 2 to 4096, not " + width + "x" + height);
        }
        return new Recorder(new Settings(
                settings.file, width, height, settings.frameRate, settings.onArrival, settings.keepPartial));
    }

    /**
     * About how many frames per second will come, 30 unless set. Decides on the bit rate and on how long the last picture
     * lasts, not on the times of the frames.
     *
     * @throws IllegalArgumentException unless above 0 and at most 240
     */
    public Recorder frameRate(double fps) {
        if (!(fps > 0 && fps <= 240)) {
            throw new IllegalArgumentException("frameRate takes a rate above 0 up to 240, not " + fps);
        }
        return new Recorder(new Settings(
                settings.file, settings.width, settings.height, fps, settings.onArrival, settings.keepPartial));
    }

    /** Times frames by when they arrive instead of by their timestamps: for live streams whose clocks differ. */
    public Recorder timedOnArrival() {
        return new Recorder(new Settings(
                settings.file, settings.width, settings.height, settings.frameRate, true, settings.keepPartial));
    }

    /**
     * Keeps what was written also when a stream fails, the recording is cancelled, the disk is full or
     * the process is killed; else what is not whole is removed. Lost is then what waits in memory: the last seconds, and what one
     * stream is ahead of the other. Where the file cannot be put in its place, the exception names the
     * hidden part ({@link MediaFileException#partial()}), of a process that is killed {@link #leftovers} does. An MP4 file then has
     * its index at its end.
     */
    public Recorder keepingPartial() {
        return new Recorder(new Settings(
                settings.file, settings.width, settings.height, settings.frameRate, settings.onArrival, true));
    }

    /**
     * The hidden parts of recordings to this file that did not end well: their process was killed, or they could not be put in
     * place. They are logged at WARN when a recording to the file begins, and never removed. Those that this process writes now are
     * left out; of another process's nobody can tell. Blocks.
     *
     * @throws IllegalArgumentException when the name ends in neither {@code .mp4} nor {@code .webm}
     */
    public static List<Path> leftovers(Path file) {
        Container.of(file);
        return PartFile.leftovers(file);
    }

    /** The same as {@link #record(Publisher, Publisher)} without sound. */
    public Mono<Recording> record(Publisher<VideoFrame> video) {
        return Mono.create(sink -> new RecordingRun(settings, sink).start(video, null));
    }

    /**
     * Records both streams, whose timestamps must be of the same clock unless {@link #timedOnArrival()}. Completes when
     * the video has, and the sound has or is past its end. Takes over every frame and releases it exactly once. One frame of
     * each stream is asked for at a time; encoding is done on {@code Schedulers.boundedElastic()}, and sound is not asked
     * for before the first picture, nor while it is 5 s ahead of the pictures. Errors with {@link MediaFileException}, or
     * with the error of a stream.
     */
    public Mono<Recording> record(Publisher<VideoFrame> video, Publisher<AudioFrame> audio) {
        return Mono.create(sink -> new RecordingRun(settings, sink).start(video, audio));
    }
}
