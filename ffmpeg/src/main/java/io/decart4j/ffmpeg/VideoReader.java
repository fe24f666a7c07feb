package io.decart4j.ffmpeg;

import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** The pictures of a file in the order of their times; over and over when it loops, without a jump of the time. */
final class VideoReader implements Source<VideoFrame> {

    private final Path file;
    private final MediaInfo info;
    private final ReadOptions options;
    private final Scaler scaler = new Scaler();
    private final long frameNanos;
    private Decoder decoder;
    private long passStart;
    private long next;
    private boolean empty = true;

    VideoReader(Path file, MediaInfo info, ReadOptions options) {
        this.file = file;
        this.info = info;
        this.options = options;
        this.frameNanos = info.frameRate() > 0 ? Math.round(Clock.SECOND / info.frameRate()) : Clock.SECOND / 30;
        this.decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_VIDEO);
    }

    @Override
    public @Nullable VideoFrame next() {
        AVFrame decoded = decoder.next();
        if (decoded == null && options.loop() && !empty) {
            // Opened anew rather than wound back: not every container can be.
            decoder.close();
            passStart = Math.max(next, passStart + info.duration().toNanos());
            next = passStart;
            decoder = Decoder.open(file, avutil.AVMEDIA_TYPE_VIDEO);
            decoded = decoder.next();
        }
        return decoded == null ? null : frame(decoded);
    }

    @Override
    public void close() {
        scaler.close();
        decoder.close();
    }

    private VideoFrame frame(AVFrame decoded) {
        empty = false;
        long nanos = decoder.nanos(decoded);
        long timestamp = nanos < 0 ? next : passStart + nanos;
        next = timestamp + frameNanos;
        int width = options.width() > 0 ? options.width() : decoded.width();
        int height = options.height() > 0 ? options.height() : decoded.height();
        return FramePicture.frame(scaler.fit(decoded, width, height), info.rotation(), timestamp);
    }
}
