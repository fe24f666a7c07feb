package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/**
 * A file with pictures and perhaps sound: MP4, WebM, Matroska, MOV, AVI, MPEG-TS and others that FFmpeg reads. Immutable
 * and thread-safe; holds nothing open: each subscriber of {@link #video()} and {@link #audio()} reads the file from its
 * beginning. Files are opened, decoded and closed on {@code Schedulers.boundedElastic()}.
 */
public final class MediaFile {

    private final Path file;
    private final MediaInfo info;
    private final ReadOptions options;

    private MediaFile(Path file, MediaInfo info, ReadOptions options) {
        this.file = file;
        this.info = info;
        this.options = options;
    }

    /**
     * Looks what is in the file. Blocks while it reads the beginning, and the first time also while the native library
     * is unpacked and loaded.
     *
     * @throws MediaFileException {@code UNREADABLE}, {@code NOT_MEDIA}, {@code NO_VIDEO} or {@code NO_MEMORY}
     */
    public static MediaFile open(Path file) {
        try {
            return new MediaFile(file, Probe.of(file), ReadOptions.AS_IT_IS);
        } catch (OutOfMemoryError e) {
            throw Failures.of(e, file);
        }
    }

    /** The file itself. */
    public Path path() {
        return file;
    }

    /** What is in the file, whatever it is to be scaled or paced to. */
    public MediaInfo info() {
        return info;
    }

    /**
     * The same file with pictures of this size, before rotation.
     *
     * @throws IllegalArgumentException for sides below 1 or above 16384
     */
    public MediaFile scaledTo(int width, int height) {
        return new MediaFile(file, info, options.scaled(width, height));
    }

    /**
     * The same file with pictures at equal distances: some are repeated and some left out, as its own times want it.
     *
     * @param fps frames per second, above 0 and at most 1000
     */
    public MediaFile atFrameRate(double fps) {
        return new MediaFile(file, info, options.atRate(fps));
    }

    /**
     * The same file without an end: times go on rising, picture and sound stay together. A round is as long as the longer of the
     * two, which is found while the first one is read.
     */
    public MediaFile looped() {
        return new MediaFile(file, info, options.looped());
    }

    /**
     * The same file with somebody who is told what was in it, once for each subscription that could open it, when it has ended,
     * failed or been cancelled: among the rest, how many damaged packets were skipped. Called on the thread that reads, after the file was
     * closed and before the subscriber hears of the end.
     */
    public MediaFile reportingTo(Consumer<Reading> listener) {
        return new MediaFile(file, info, options.reportingTo(listener));
    }

    /**
     * The pictures, as fast as they are asked for. Their timestamps are presentation times from the first picture on and never
     * fall: where the file's clock begins anew or leaps, as in joined streams, they go on behind what was before. Size and rotation
     * are each picture's own when the file changes them. Pixels are I420 as WebRTC means it, BT.601 of limited range, whatever the
     * file has: its matrix, range and depth are converted (BT.709 from 720 lines up where it does not say), BT.2020 is
     * brought to BT.709 and high dynamic range is tone-mapped.
     *
     * <p>Each frame is in native memory and belongs to the subscriber, who releases it exactly once; also those that operators
     * discard, for example with {@code doOnDiscard(VideoFrame.class, VideoFrame::discard)}. Packets that cannot be decoded are
     * skipped. Errors with {@link MediaFileException}: {@code DAMAGED} when nothing or nothing more for a long while can be
     * decoded, {@code NO_VIDEO} when there is no picture, {@code NO_MEMORY}, {@code UNREADABLE} when the file has gone.
     */
    public Flux<VideoFrame> video() {
        return new Pulled<>(file, this::pictures, VideoFrame::release);
    }

    /**
     * The sound, as fast as it is asked for, in pieces of 10 ms at 48 kHz, mono or stereo as at the file's beginning. Timestamps
     * count from the first picture; a sound track that begins later begins with silence. Packets that cannot be decoded are skipped
     * and leave silence. Errors with {@link MediaFileException} as {@link #video} does, {@code NO_AUDIO} when there is none.
     */
    public Flux<AudioFrame> audio() {
        if (!info.hasAudio()) {
            return Flux.error(() -> new MediaFileException(Problem.NO_AUDIO, file, "no audio"));
        }
        return new Pulled<>(file, () -> new AudioReader(file, options), piece -> {});
    }

    @Override
    public String toString() {
        return "MediaFile[" + file + ", " + info + "]";
    }

    private Source<VideoFrame> pictures() {
        VideoReader reader = new VideoReader(file, info, options);
        return options.frameRate() > 0 ? new SteadyRate(reader, options.frameRate(), reader::endNanos) : reader;
    }
}
