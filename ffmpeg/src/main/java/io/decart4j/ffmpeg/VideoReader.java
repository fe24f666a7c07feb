package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a file in the order of their times; over and over when it loops, without a jump of the time. Size, rotation and
 * colours are each picture's own.
 */
final class VideoReader implements Source<VideoFrame> {

    private final Path file;
    private final Rotation rotation;
    private final ReadOptions options;
    private final Scaler scaler = new Scaler();
    private final Passes passes;
    private final long frameNanos;
    private long latest;
    private long next;
    private long end;
    private long frames;

    VideoReader(Path file, MediaInfo info, ReadOptions options) {
        this.file = file;
        this.options = options;
        this.frameNanos = info.frameRate() > 0 ? Math.round(Clock.SECOND / info.frameRate()) : Clock.SECOND / 30;
        this.passes = new Passes(file, avutil.AVMEDIA_TYPE_VIDEO, options.loop());
        this.rotation = new Rotation(Orientation.of(passes.decoder().stream().codecpar()));
    }

    @Override
    public @Nullable VideoFrame next() {
        AVFrame decoded = passes.next();
        if (decoded == null && passes.again()) {
            next = passes.startNanos();
            decoded = passes.next();
        }
        if (decoded != null) {
            return frame(decoded);
        }
        if (frames == 0) {
            throw new MediaFileException(Problem.NO_VIDEO, file, "no picture in it");
        }
        return null;
    }

    /** When the picture before ends: as it says itself, or with its stream. */
    long endNanos() {
        return end;
    }

    @Override
    public void close() {
        scaler.close();
        passes.close();
        options.report().accept(passes.reading(Reading.Track.VIDEO, frames));
    }

    private VideoFrame frame(AVFrame decoded) {
        Decoder decoder = passes.decoder();
        long nanos = decoder.nanos(decoded);
        long lasts = decoder.durationNanos(decoded);
        // Files whose pictures are out of order are as they are, but no time falls back.
        long timestamp = Math.max(latest, nanos == Decoder.UNTIMED ? next : passes.startNanos() + nanos);
        latest = timestamp;
        next = timestamp + (lasts > 0 ? lasts : frameNanos);
        end = lasts > 0 ? next : Math.max(next, passes.startNanos() + decoder.streamEndNanos());
        frames++;
        Orientation turned = rotation.of(decoded);
        int width = options.width() > 0 ? options.width() : decoded.width();
        int height = options.height() > 0 ? options.height() : decoded.height();
        AVFrame fitted = scaler.fit(decoded, width, height);
        // A frame can say how it is to be turned, but not that it is a mirror's.
        AVFrame shown = turned.mirrored() ? Pictures.mirrored(fitted) : fitted;
        return FramePicture.frame(shown, turned.rotation(), timestamp);
    }
}
