package io.decart4j.ffmpeg;

import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/** The pictures of a recording, each at its own time. */
final class VideoTrack implements AutoCloseable {

    /** Units of a second: a multiple of the usual frame rates, and no more than MPEG-4 can say. */
    private static final int UNITS = 60_000;

    private static final double BITS_PER_PIXEL = 0.15;

    private final Encoder encoder;
    private final Scaler scaler = new Scaler();
    private final int width;
    private final int height;
    private final long frameUnits;
    private long last = -1;
    private long frames;
    private long skipped;

    VideoTrack(Path file, Muxer muxer, Container container, int width, int height, double frameRate) {
        this.width = Math.max(2, width & ~1);
        this.height = Math.max(2, height & ~1);
        this.frameUnits = Math.max(1, Math.round(UNITS / frameRate));
        this.encoder = new Encoder(file, muxer, container.videoEncoder(file));
        try {
            configure(encoder.settings(), frameRate);
        } catch (Throwable e) {
            encoder.close();
            throw e;
        }
    }

    private void configure(AVCodecContext settings, double frameRate) {
        settings.width(width);
        settings.height(height);
        settings.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        // What WebRTC and this project's own conversions mean by I420.
        settings.color_range(avutil.AVCOL_RANGE_MPEG);
        settings.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        try (AVRational unit = new AVRational().num(1).den(UNITS);
                AVRational rate =
                        new AVRational().num((int) Math.round(frameRate * 1000)).den(1000)) {
            settings.time_base(unit);
            settings.framerate(rate);
        }
        settings.bit_rate(Math.max(400_000, Math.round(width * (double) height * frameRate * BITS_PER_PIXEL)));
        settings.gop_size((int) Math.max(1, Math.round(frameRate * 2)));
        settings.max_b_frames(0);
        settings.thread_count(Math.min(4, Runtime.getRuntime().availableProcessors()));
        encoder.open(Map.of(
                "deadline",
                "realtime",
                "cpu-used",
                "6",
                "lag-in-frames",
                "0",
                "auto-alt-ref",
                "0",
                "rc_mode",
                "bitrate",
                "qmin",
                "4",
                "qmax",
                "44"));
    }

    /** The frame stays the caller's. */
    void write(VideoFrame frame, long nanos) {
        long at = Clock.units(nanos, UNITS);
        if (at <= last) {
            skipped++;
            return;
        }
        AVFrame picture = scaler.fit(Pictures.upright(frame), width, height);
        try {
            picture.pts(at);
            picture.duration(frameUnits);
            picture.pict_type(avutil.AV_PICTURE_TYPE_NONE);
            encoder.encode(picture, frameUnits, 0);
        } finally {
            avutil.av_frame_free(picture);
        }
        last = at;
        frames++;
    }

    void finish() {
        encoder.encode(null, frameUnits, 0);
    }

    long frames() {
        return frames;
    }

    long skipped() {
        return skipped;
    }

    /** The end of the last picture, in nanoseconds. */
    long endNanos() {
        return last < 0 ? 0 : Clock.nanos(last + frameUnits, UNITS);
    }

    @Override
    public void close() {
        scaler.close();
        encoder.close();
    }
}
